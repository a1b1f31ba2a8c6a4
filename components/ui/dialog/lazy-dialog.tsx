'use client'

import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { Loading } from '@/components/form/loading'
import { NotLoaded } from '@/components/form/not-loaded'
import { rememberOpener } from './dialog'

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
 * goes to another page meanwhile does not want it any more.
 */
export function LazyDialog<Loaded>({ load, onClose, children }: LazyDialogProps<Loaded>) {
  const [state, setState] = useState<{ loaded: Loaded } | 'failed' | 'slow'>()
  const [tries, setTries] = useState(0)
  // While this renders the menu is still there.
  const [opener] = useState(() => (typeof document === 'undefined' ? undefined : rememberOpener()))
  useEffect(() => opener?.forget, [opener])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another load
  useEffect(() => {
    const timer = setTimeout(() => setState((now) => now ?? 'slow'), PATIENCE_MILLISECONDS)
    load()
      .then(
        (loaded) => setState({ loaded }),
        () => setState('failed'),
      )
      .finally(() => clearTimeout(timer))
    return () => clearTimeout(timer)
  }, [load, tries])

  const isLoaded = state instanceof Object
  const pathname = usePathname()
  const [from] = useState(pathname)
  const hasGone = !isLoaded && pathname !== from
  const leave = useEffectEvent(onClose)
  useEffect(() => {
    if (hasGone) leave()
  }, [hasGone])

  function giveUp() {
    onClose()
    opener?.giveBack()
  }
  if (isLoaded) return children(state.loaded)
  if (state === 'failed') {
    const retry = () => {
      setState(undefined)
      setTries((before) => before + 1)
    }
    return <NotLoaded onClose={giveUp} onRetry={retry} />
  }
  return state === 'slow' && <Loading onClose={giveUp} />
}
