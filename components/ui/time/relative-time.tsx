'use client'

import { VisuallyHidden } from '@mantine/core'
import { useHydrated } from '@/components/form/use-hydrated'

const UNITS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/**
 * A moment as seen from another: "in 30 days", "5 minutes ago", "just now". Months only from 90
 * days on.
 */
export function relativeTime(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  for (const [unit, size] of UNITS) {
    const enough = unit === 'month' ? 91 * 86_400 : size
    if (Math.abs(seconds) >= enough - 30) return relative.format(Math.round(seconds / size), unit)
  }
  return seconds > 0 ? 'in less than a minute' : 'just now'
}

/** The exact moment: in UTC on the server, in the reader's own time zone once the page is alive. */
function exactTime(at: Date, timeZone: 'UTC' | undefined): string {
  return at.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'long', timeZone })
}

/**
 * A moment in relative words; the exact one on hover and for screen readers. `now` comes from the
 * server's render.
 */
export function RelativeTime({ at, now }: { at: Date; now: Date }) {
  const exact = exactTime(at, useHydrated() ? undefined : 'UTC')
  return (
    <time dateTime={at.toISOString()} title={exact} style={{ whiteSpace: 'nowrap' }}>
      {relativeTime(at, now)}
      <VisuallyHidden component="span">, {exact}</VisuallyHidden>
    </time>
  )
}
