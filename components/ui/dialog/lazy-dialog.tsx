'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { Loading } from '@/components/form/loading'
import { NotLoaded } from '@/components/form/not-loaded'
import { rememberOpener } from './dialog'
import { useGoingOn } from './use-going-on'

type LazyDialogProps<Loaded> = {
  /** Imports what the dialog is made of; always the same function. */
  load: () => Promise<Loaded>
  onClose: () => void
  children: (loaded: Loaded) => ReactNode
}

/** So long nothing is said while a dialog is loaded. */
const PATIENCE_MILLISECONDS = 500

/**
 * A dialog whose script is loaded when it is opened; says so where that takes long, or fails. Who
 * sets out for another page meanwhile does not want it any more.
 */
export function LazyDialog<Loaded>({ load, onClose, children }: LazyDialogProps<Loaded>) {
  const [tries, setTries] = useState(0)
  // While this renders the menu is still there.
  const [opener] = useState(() => (typeof document === 'undefined' ? undefined : rememberOpener()))
  useEffect(() => opener?.forget, [opener])
  return (
    <OneTry
      key={tries}
      load={load}
      onGone={onClose}
      onClose={() => {
        onClose()
        opener?.giveBack()
      }}
      onRetry={() => setTries(tries + 1)}
    >
      {children}
    </OneTry>
  )
}

type OneTryProps<Loaded> = LazyDialogProps<Loaded> & { onGone: () => void; onRetry: () => void }

function OneTry<Loaded>({ load, onGone, onClose, onRetry, children }: OneTryProps<Loaded>) {
  const [state, setState] = useState<{ loaded: Loaded } | 'failed' | 'slow'>()
  const isLoaded = state instanceof Object
  useGoingOn(!isLoaded, onGone)
  useEffect(() => {
    const timer = setTimeout(() => setState((now) => now ?? 'slow'), PATIENCE_MILLISECONDS)
    load()
      .then(
        (loaded) => setState({ loaded }),
        () => setState('failed'),
      )
      .finally(() => clearTimeout(timer))
    return () => clearTimeout(timer)
  }, [load])

  if (isLoaded) return children(state.loaded)
  if (state === 'failed') return <NotLoaded onClose={onClose} onRetry={onRetry} />
  return state === 'slow' && <Loading onClose={onClose} />
}
