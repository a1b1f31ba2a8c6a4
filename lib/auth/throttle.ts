import 'server-only'
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { db } from '../db/client'
import { networkOf } from './network'

const ATTEMPTS = 10
const WINDOW_SECONDS = 300

export type Throttled = { ok: false; reason: 'throttled'; retryAfterSeconds: number }

/** Made for the doors that anyone can knock at: `sign-in`, `set-up`, and `password` for changing one's own. */
export type ThrottledDoor = 'sign-in' | 'set-up' | 'password'

const shared = globalThis as { activationConsoleThrottle?: RateLimiterPrisma }

function limiter(): RateLimiterPrisma {
  shared.activationConsoleThrottle ??= new RateLimiterPrisma({
    storeClient: db,
    tableName: 'throttle',
    points: ATTEMPTS,
    duration: WINDOW_SECONDS,
    keyPrefix: '',
  })
  return shared.activationConsoleThrottle
}

/**
 * Counts an attempt before it is carried out, so that attempts made at once all count. Kept in the database, for all
 * instances: 10 attempts in 5 minutes per address and door. Give those that were right back with {@link forgiveAttempt}.
 * @param ip address of the client, or for `password` the person's ID
 */
export async function countAttempt(door: ThrottledDoor, ip: string): Promise<{ ok: true } | Throttled> {
  try {
    await limiter().consume(`${door} ${networkOf(ip)}`)
    return { ok: true }
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return { ok: false, reason: 'throttled', retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) }
  }
}

/** Takes back an attempt that turned out right: only wrong ones count. */
export async function forgiveAttempt(door: ThrottledDoor, ip: string): Promise<void> {
  await limiter().reward(`${door} ${networkOf(ip)}`)
}
