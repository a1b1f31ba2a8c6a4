'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const EVERY_MILLISECONDS = 4_000

/** Who has typed something, and still has the focus there, is left in peace for so long. */
const TYPING_MILLISECONDS = 600_000

/** Whether something lies in a form that is filled in; a search is none. */
const isInForm = (element: Element | null) => element?.closest('form') != null && element.closest('search') === null

/**
 * Keeps what a page shows fresh while it is looked at: not in a hidden tab, and not while a dialog is open, rows are
 * selected or somebody fills in a form. The console is asked first whether it is well: a refresh that fails would make
 * the browser load the page anew.
 */
export function KeepFresh() {
  const router = useRouter()

  useEffect(() => {
    let stopped = false
    let typedAt = 0
    let timer: ReturnType<typeof setTimeout>

    async function refresh() {
      const isTyping = isInForm(document.activeElement) && Date.now() - typedAt < TYPING_MILLISECONDS
      const isBusy = isTyping || document.querySelector('[role="dialog"], [data-keeps-still]') !== null
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

    function noteTyping({ target }: Event) {
      if (target instanceof Element && isInForm(target)) typedAt = Date.now()
    }

    document.addEventListener('input', noteTyping)
    timer = setTimeout(refresh, EVERY_MILLISECONDS)
    return () => {
      stopped = true
      clearTimeout(timer)
      document.removeEventListener('input', noteTyping)
    }
  }, [router])

  return null
}
