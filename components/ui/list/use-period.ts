'use client'

import { useEffect, useState } from 'react'
import { UTC } from '@/lib/time-zone.shared'
import { useTimeZone } from '../time/time-zone'

export type Days = { from: string; to: string }

/** A day of the address; what is none would not fit into a field for days. */
function dayIn(parameters: URLSearchParams, name: 'from' | 'to'): string {
  const text = parameters.get(name) ?? ''
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : ''
}

const problemOf = ({ from, to }: Days): string | undefined =>
  from !== '' && to !== '' && from > to ? 'To must not be before From.' : undefined

/**
 * The days that a list is narrowed by, as they are typed; they are days of the zone in which times
 * stand, and of the one that the address names where it was made elsewhere.
 */
export function usePeriod(parameters: URLSearchParams) {
  const { zone: ownZone } = useTimeZone()
  const shown = { from: dayIn(parameters, 'from'), to: dayIn(parameters, 'to') }
  const isShown = shown.from !== '' || shown.to !== ''
  const zone = isShown ? (parameters.get('zone') ?? UTC) : ownZone
  const [days, setDays] = useState<Days>(shown)
  const [error, setError] = useState(problemOf(shown))
  // Back and Forward bring other days; each alone, as the other may be about to be typed.
  useEffect(() => setDays((now) => ({ ...now, from: shown.from })), [shown.from])
  useEffect(() => setDays((now) => ({ ...now, to: shown.to })), [shown.to])

  /**
   * What the address says of the days; `undefined`, and an error shown, where they are reversed.
   */
  function read(chosen = days): (Days & { zone: string }) | undefined {
    const problem = problemOf(chosen)
    setError(problem)
    if (problem) return undefined
    const isAny = chosen.from !== '' || chosen.to !== ''
    return { ...chosen, zone: isAny && zone !== UTC ? zone : '' }
  }

  return { days, setDays, error, zone, read }
}
