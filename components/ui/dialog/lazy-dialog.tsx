'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { NotLoaded } from '@/components/form/not-loaded'
import { rememberOpener } from './dialog'

type LazyDialogProps<Loaded> = {
  /** Imports what the dialog is made of; always the same function. */
  load: () => Promise<Loaded>
  onClose: () => void
  children: (loaded: Loaded) => ReactNode
}

/** A dialog whose script is loaded when it is opened; says so where that fails. */
export function LazyDialog<Loaded>({ load, onClose, children }: LazyDialogProps<Loaded>) {
  const [state, setState] = useState<{ loaded: Loaded } | 'failed'>()
  // While this renders the menu is still there.
  const [forget] = useState(() => (typeof document === 'undefined' ? () => {} : rememberOpener()))
  useEffect(() => forget, [forget])
  useEffect(() => {
    load().then(
      (loaded) => setState({ loaded }),
      () => setState('failed'),
    )
  }, [load])
  if (state === 'failed') return <NotLoaded onClose={onClose} />
  return state && children(state.loaded)
}
