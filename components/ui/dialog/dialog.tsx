'use client'

import type { ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import { NotLoaded } from '@/components/form/not-loaded'

/** In a dialog a `header` is no banner of the page. */
const NO_BANNER = { header: { role: 'presentation' } }

type Loaded = typeof import('./modal')

let loaded: Loaded | undefined

/**
 * Loads what dialogs are made of, once; rejects where the console can't be reached. Whoever must
 * show the answer of a call in a dialog loads it before the call.
 */
export async function loadDialog(): Promise<Loaded> {
  loaded ??= await import('./modal')
  return loaded
}

/** Where the focus was before the first of the dialogs that are open. */
let outside: Element | null = null

/**
 * What had the focus when a dialog opens: in a menu the button that opened it; in another dialog,
 * what that one goes back to.
 */
function focusBefore(): Element | null {
  if (typeof document === 'undefined') return null
  if (document.querySelector('[role="dialog"]')) return outside
  const active = document.activeElement
  const menu = active?.closest('[role="menu"]')
  outside = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : active
  return outside
}

/** What opened a dialog whose script is being loaded; the menu around it may be gone by then. */
let opener: Element | null = null

/**
 * Notes what has the focus, for a dialog that comes later. @returns forgets it again, or gives the
 * focus back to it where the dialog doesn't come
 */
export function rememberOpener(): { forget: () => void; giveBack: () => void } {
  const noted = focusBefore()
  opener = noted
  return {
    forget: () => {
      opener = null
    },
    giveBack: () => void setTimeout(giveBack, 0, noted),
  }
}

/**
 * Gives the focus back, or to the page's content where what had it is gone; not while another
 * dialog is open.
 */
function giveBack(before: Element | null): void {
  if (document.querySelector('[role="dialog"]')) return
  const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body
  const place = isThere ? before : document.getElementById('content')
  place?.focus({ preventScroll: true })
}

/**
 * A dialog that is there as long as it is open, and afterwards gives the focus back to where it
 * was.
 */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const [before] = useState(() => opener ?? focusBefore())
  useEffect(() => () => void setTimeout(giveBack, 0, before), [before])

  const [modal, setModal] = useState(loaded)
  const [failed, setFailed] = useState(false)
  useEffect(() => void loadDialog().then(setModal, () => setFailed(true)), [])
  if (failed) return <NotLoaded onClose={props.onClose} />
  return modal && <modal.Modal opened returnFocus={false} attributes={NO_BANNER} {...props} />
}
