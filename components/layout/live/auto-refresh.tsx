'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { StaleNote } from './stale-note'

const EVERY_MILLISECONDS = 4_000

/** Time passes too: a page is refreshed at least so often, whatever was changed. */
const AT_LEAST_EVERY_SECONDS = 300

/** Who has typed something, and still has the focus there, is left in peace for so long. */
const TYPING_MILLISECONDS = 600_000

/** So often in a row the console must not answer before that is said. */
const UNANSWERED = 2

const SIGNED_OUT = 'signed out'

/** Whether something lies in a form that is filled in; a search is none. */
const isInForm = (element: Element | null) =>
  element?.closest('form') != null && element.closest('search') === null

/**
 * The stamp of the latest change; `undefined` where the console can't tell: a refresh would fail
 * then, and lose the page.
 */
async function askLatest(): Promise<string | undefined> {
  const answer = await fetch('/api/changes', {
    signal: AbortSignal.timeout(EVERY_MILLISECONDS),
  }).catch(() => undefined)
  // Whoever is signed out is led to sign-in by the refresh.
  if (answer?.status === 401) return SIGNED_OUT
  const body: unknown = answer?.ok ? await answer.json().catch(() => undefined) : undefined
  return body instanceof Object && 'latest' in body ? String(body.latest) : undefined
}

/**
 * Keeps what a page shows fresh while it is looked at: not in a hidden tab, and not while a dialog
 * is open, rows are selected or somebody fills in a form. The page is refreshed only where
 * something has changed.
 * @param seen the stamp of the latest change, from before the page was read
 * @param atLeastEverySeconds for pages that show what leaves no stamp
 */
export function AutoRefresh({
  seen,
  atLeastEverySeconds = AT_LEAST_EVERY_SECONDS,
}: {
  seen: string
  atLeastEverySeconds?: number
}) {
  const router = useRouter()
  const [isAway, setIsAway] = useState(false)
  const [tries, setTries] = useState(0)
  const typedAt = useRef(0)
  const isNews = useEffectEvent((latest: string) => latest !== seen)

  useEffect(() => {
    let stopped = false
    let unanswered = 0
    let freshAt = Date.now()
    let timer: ReturnType<typeof setTimeout>

    function isLookedAt(): boolean {
      const isTyping =
        isInForm(document.activeElement) && Date.now() - typedAt.current < TYPING_MILLISECONDS
      const isBusy =
        isTyping || document.querySelector('[role="dialog"], [data-keeps-still]') !== null
      return document.visibilityState === 'visible' && !isBusy
    }

    async function look() {
      if (isLookedAt()) {
        const latest = await askLatest()
        unanswered = latest === undefined ? unanswered + 1 : 0
        const isGone = unanswered >= UNANSWERED
        if (!stopped) setIsAway((before) => unanswered > 0 && (before || isGone))
        const isOld = Date.now() - freshAt > atLeastEverySeconds * 1_000
        // Asked again: a dialog may have been opened meanwhile. Sign-in would take along what was
        // typed; whoever sends it is told that the session has ended.
        const wouldLose = latest === SIGNED_OUT && typedAt.current > 0
        if (
          latest !== undefined &&
          !wouldLose &&
          (isOld || isNews(latest)) &&
          isLookedAt() &&
          !stopped
        ) {
          freshAt = Date.now()
          router.refresh()
        }
      }
      if (!stopped) timer = setTimeout(look, EVERY_MILLISECONDS)
    }

    function noteTyping({ target }: Event) {
      if (target instanceof Element && isInForm(target)) typedAt.current = Date.now()
    }

    document.addEventListener('input', noteTyping)
    timer = setTimeout(look, tries > 0 ? 0 : EVERY_MILLISECONDS)
    return () => {
      stopped = true
      clearTimeout(timer)
      document.removeEventListener('input', noteTyping)
    }
  }, [router, atLeastEverySeconds, tries])

  return isAway && <StaleNote onRetry={() => setTries((before) => before + 1)} />
}
