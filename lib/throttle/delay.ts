/**
 * How many attempts may fail before further ones are delayed, and the longest delay, in seconds.
 */
export type DelayRule = { free: number; longest: number }

/** Failed attempts so far, and the moment until which no further one is looked at. */
export type Failures = { points: number; blockedUntil: Date | null; expire: Date | null }

/** The first delay, in seconds; each further failure doubles it. */
const FIRST = 15

/** Failures are forgotten so many seconds after the last one. */
const MEMORY = 900

/**
 * No rule delays for longer, in seconds: what seems to was written before the clock was set back.
 */
const LONGEST = 300

/** Seconds to wait until the next attempt is looked at; 0 where it is at once. */
export function waitOf({ blockedUntil }: Failures, now: Date): number {
  const seconds = blockedUntil ? Math.ceil((blockedUntil.getTime() - now.getTime()) / 1_000) : 0
  return seconds > 0 && seconds <= LONGEST ? seconds : 0
}

/**
 * The delay after so many failures, in seconds: none up to `free`, then 15, 30, 60 … up to
 * `longest`.
 */
function delayAfter(points: number, { free, longest }: DelayRule): number {
  return points < free ? 0 : Math.min(longest, FIRST * 2 ** Math.min(points - free, 30))
}

/**
 * What is kept after one more attempt that was not held up. Attempts count before their outcome is
 * known.
 */
export function withAttempt(failures: Failures | undefined, rule: DelayRule, now: Date): Failures {
  const isForgotten = !failures?.expire || failures.expire <= now
  const points = (isForgotten ? 0 : failures.points) + 1
  const delay = delayAfter(points, rule)
  return {
    points,
    blockedUntil: delay > 0 ? new Date(now.getTime() + delay * 1_000) : null,
    expire: new Date(now.getTime() + MEMORY * 1_000),
  }
}
