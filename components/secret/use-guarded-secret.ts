'use client'

import { useEffect, useEffectEvent } from 'react'
import { flushSync } from 'react-dom'

/**
 * Guards a secret on the screen: leaving the page asks first; and if it is left all the same, the secret goes before the
 * browser keeps the page for its Back button.
 */
export function useGuardedSecret(forget: () => void): void {
  const forgetNow = useEffectEvent(() => flushSync(forget))

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    const leave = () => forgetNow()
    window.addEventListener('beforeunload', ask)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('beforeunload', ask)
      window.removeEventListener('pagehide', leave)
    }
  }, [])
}
