import { networksOf } from '../throttle/networks'
import { WindowCounter } from '../throttle/window-counter'

const SECONDS = 300

/** Networks counted at once: some 10 MB. */
const MOST_NETWORKS = 50_000

/** How much more than a network the site around it may fail. */
const WIDER = 10

// In memory, for each instance on its own: nothing depends on instances agreeing here, and counting
// in the database would let whoever hammers a dead code make it write.
const LIMITS = {
  /** Codes that belong to nothing. A code can't be guessed; this keeps the log readable. */
  unknown: 30,
  /**
   * Known codes that allow nothing any more. A whole fleet behind one address may meet one of these
   * in a night.
   */
  refused: 2_000,
}

/**
 * What can fail: `unknown`, codes that belong to nothing, and `refused`, known codes that allow
 * nothing.
 */
export type FailureKind = keyof typeof LIMITS

const counterOf = (points: number) =>
  new WindowCounter({ points, seconds: SECONDS, most: MOST_NETWORKS })

const counters = {
  unknown: [counterOf(LIMITS.unknown), counterOf(LIMITS.unknown * WIDER)],
  refused: [counterOf(LIMITS.refused), counterOf(LIMITS.refused * WIDER)],
} satisfies Record<FailureKind, WindowCounter[]>

/**
 * Asks the counters of an address's networks, the narrow and the wide one; the longest of the waits
 * that they name.
 */
function ask(kind: FailureKind, ip: string, question: 'count' | 'wait'): number | undefined {
  const waits = networksOf(ip).map(
    (network, index) => counters[kind][index]?.[question](network) ?? 0,
  )
  return Math.max(...waits) || undefined
}

/**
 * Counts a failed attempt of an address; attempts that succeed are never counted, nor held up.
 * @returns seconds to wait when there were too many in 5 minutes: 30 unknown codes or 2,000
 *   refusals, of an IPv6 /48 ten times so many
 */
export function countFailure(kind: FailureKind, ip: string): number | undefined {
  return ask(kind, ip, 'count')
}

/** Seconds that an address has to wait after too many failures; counts nothing. */
export function failureWait(kind: FailureKind, ip: string): number | undefined {
  return ask(kind, ip, 'wait')
}
