'use client'

import { useEffect, useId, useState } from 'react'

export type CopyOutcome = 'copied' | 'refused'

const COPIED = 'console-copied'

/**
 * What came of copying, for one of several things that can be copied: the clipboard holds the last
 * one alone, so copying another takes "Copied" away here.
 */
export function useCopyOutcome() {
  const id = useId()
  const [outcome, setOutcome] = useState<CopyOutcome>()

  useEffect(() => {
    const forget = (event: Event) => {
      if ((event as CustomEvent<string>).detail !== id) setOutcome(undefined)
    }
    window.addEventListener(COPIED, forget)
    return () => window.removeEventListener(COPIED, forget)
  }, [id])

  function tell(now: CopyOutcome) {
    setOutcome(now)
    if (now === 'copied') window.dispatchEvent(new CustomEvent(COPIED, { detail: id }))
  }

  return { outcome, tell }
}
