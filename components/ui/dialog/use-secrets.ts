'use client'

import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'

type Secrets<T> = {
  /** The secret to show now. */
  first: T | undefined
  /** Shows one, after those that are shown or wait. */
  add: (secret: T) => void
  /** Drops the one that is shown. */
  close: () => void
}

/**
 * Secrets that are shown once, one after the other: one that comes while another is shown waits
 * until that is closed. As long as there is one, leaving the page asks first; and if it is left all
 * the same, all go before the browser keeps the page for its Back button.
 */
export function useSecrets<T>(): Secrets<T> {
  const [secrets, setSecrets] = useState<T[]>([])
  const actions = useMemo(
    () => ({
      add: (secret: T) => setSecrets((before) => [...before, secret]),
      close: () => setSecrets(([_, ...rest]) => rest),
    }),
    [],
  )
  const forgetAll = useEffectEvent(() => flushSync(() => setSecrets([])))
  const isOpen = secrets.length > 0

  useEffect(() => {
    if (!isOpen) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    const leave = () => forgetAll()
    window.addEventListener('beforeunload', ask)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('beforeunload', ask)
      window.removeEventListener('pagehide', leave)
    }
  }, [isOpen])

  return { first: secrets[0], ...actions }
}
