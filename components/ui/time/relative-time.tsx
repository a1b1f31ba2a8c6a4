'use client'

import { formatCount } from '@/lib/list/count.shared'
import { HiddenText } from '../hidden-text'
import classes from './relative-time.module.css'
import { useExactTime } from './time-zone'

const UNITS: [unit: string, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/**
 * A moment as seen from another: "in 30 days", "5 minutes ago", "just now". Days only from 48 hours
 * on, so that none is called tomorrow that is not; months only from 90 days on.
 */
export function relativeTime(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  for (const [unit, size] of UNITS) {
    const enough = unit === 'month' ? 91 * 86_400 : unit === 'day' ? 2 * size : size
    if (Math.abs(seconds) < enough - 30) continue
    const count = Math.round(Math.abs(seconds) / size)
    const words = `${formatCount(count)} ${unit}${count === 1 ? '' : 's'}`
    return seconds > 0 ? `in ${words}` : `${words} ago`
  }
  return seconds > 0 ? 'in less than a minute' : 'just now'
}

/** A moment in the zone in which times stand. */
export function ExactTime({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{useExactTime()(at)}</time>
}

type RelativeTimeProps = {
  at: Date
  now: Date
  /** Shows the exact moment too, where it matters: before the words, or small below them. */
  exact?: boolean | 'below'
}

/**
 * A moment in relative words, with the exact one: on hover and for screen readers, or for all to
 * see. `now` comes from the server's render.
 */
export function RelativeTime({ at, now, exact: isShown }: RelativeTimeProps) {
  const exact = useExactTime()(at)
  const relative = relativeTime(at, now)
  if (isShown === 'below') {
    return (
      <time dateTime={at.toISOString()}>
        {relative} <span className={classes.below}>{exact}</span>
      </time>
    )
  }
  if (isShown) {
    return (
      <time dateTime={at.toISOString()}>
        {exact} <span className={classes.relative}>({relative})</span>
      </time>
    )
  }
  return (
    <time dateTime={at.toISOString()} title={exact}>
      {relative}
      <HiddenText>, {exact}</HiddenText>
    </time>
  )
}
