import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { networkOf } from '../auth/network'

const WINDOW_SECONDS = 300

// In memory, for each instance on its own: nothing depends on instances agreeing here, and counting in the database
// would let whoever hammers a dead code make it write.
const limiters = {
  /** Codes that belong to nothing. A code can't be guessed; this keeps the log readable. */
  unknown: new RateLimiterMemory({ keyPrefix: 'unknown', points: 30, duration: WINDOW_SECONDS }),
  /** Known codes that allow nothing any more. A whole fleet behind one address may meet one of these in a night. */
  refused: new RateLimiterMemory({ keyPrefix: 'refused', points: 2_000, duration: WINDOW_SECONDS }),
}

/**
 * Counts a failed attempt of an address; attempts that succeed are never counted, nor held up.
 * @returns seconds to wait when there were too many: 30 unknown codes or 2,000 refusals in 5 minutes
 */
export async function countFailure(kind: keyof typeof limiters, ip: string): Promise<number | undefined> {
  try {
    await limiters[kind].consume(networkOf(ip))
    return undefined
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
  }
}
