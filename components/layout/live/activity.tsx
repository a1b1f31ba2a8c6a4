'use client'

import { useEffect } from 'react'

/** The console is told at most so often that somebody is there. */
const AT_MOST_EVERY_MILLISECONDS = 120_000

/**
 * Tells the console that somebody is at the screen: an open page alone does not keep a session that
 * nobody uses.
 */
export function Activity() {
  useEffect(() => {
    let toldAt = Date.now()
    function tell() {
      if (Date.now() - toldAt < AT_MOST_EVERY_MILLISECONDS) return
      toldAt = Date.now()
      void fetch('/api/auth/active', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      }).catch(() => {})
    }
    const events = ['pointerdown', 'keydown'] as const
    for (const event of events) document.addEventListener(event, tell, { passive: true })
    return () => {
      for (const event of events) document.removeEventListener(event, tell)
    }
  }, [])
  return null
}
