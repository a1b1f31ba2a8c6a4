'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const EVERY_MILLISECONDS = 4_000

/**
 * Keeps what a page shows fresh while it is looked at: not in a hidden tab, and not while a dialog is open, rows are
 * selected or somebody is in a form. The console is asked first whether it is well: a refresh that fails would make the browser load the page anew.
 */
export function KeepFresh() {
  const router = useRouter()

  useEffect(() => {
    let stopped = false
    let timer: ReturnType<typeof setTimeout>

    async function refresh() {
      const isBusy = document.querySelector('[role="dialog"], [data-keeps-still]') ?? document.activeElement?.closest('form')
      const isLookedAt = document.visibilityState === 'visible' && !isBusy
      if (isLookedAt) {
        const isWell = await fetch('/api/health', { signal: AbortSignal.timeout(EVERY_MILLISECONDS) }).then(
          (response) => response.ok,
          () => false,
        )
        if (isWell && !stopped) router.refresh()
      }
      if (!stopped) timer = setTimeout(refresh, EVERY_MILLISECONDS)
    }

    timer = setTimeout(refresh, EVERY_MILLISECONDS)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [router])

  return null
}
