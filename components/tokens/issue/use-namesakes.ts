'use client'

import { useEffect, useState } from 'react'
import { issueFieldsSchema } from '@/lib/tokens/schema.shared'

/** Nothing is asked while somebody is typing. */
const PAUSE_MILLISECONDS = 400

/** How many codes have a name already: a note, so it is silent where the console can't tell. */
export function useNamesakes(name: string): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    setCount(0)
    const given = issueFieldsSchema.safeParse({ name }).data?.name
    if (!given) return
    const stop = new AbortController()
    const ask = () =>
      fetch(`/api/namesakes?name=${encodeURIComponent(given)}`, { signal: stop.signal })
        .then((answer) => (answer.ok ? answer.json() : {}))
        .then((body: { count?: number }) => setCount(body.count ?? 0))
        .catch(() => {})
    const timer = setTimeout(ask, PAUSE_MILLISECONDS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [name])
  return count
}
