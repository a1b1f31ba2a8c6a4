import 'server-only'
import { isIPv6 } from 'node:net'
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { db } from '../db/client'

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

/** One key per household: an IPv6 client owns a /64, so its last 64 bits say nothing. */
function network(ip: string): string {
  if (!isIPv6(ip)) return ip
  const [head = '', tail = ''] = ip.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const groups = ip.includes('::') ? [...left, ...Array(8 - left.length - right.length).fill('0'), ...right] : left
  return `${groups.slice(0, 4).join(':')}::/64`
}

/**
 * Counts an attempt before it is carried out, so that attempts made at once all count. Kept in the database, for all
 * instances: 10 attempts in 5 minutes per address and door. Give those that were right back with {@link forgiveAttempt}.
 * @param ip address of the client, or for `password` the person's ID
 */
export async function countAttempt(door: ThrottledDoor, ip: string): Promise<{ ok: true } | Throttled> {
  try {
    await limiter().consume(`${door} ${network(ip)}`)
    return { ok: true }
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return { ok: false, reason: 'throttled', retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) }
  }
}

/** Takes back an attempt that turned out right: only wrong ones count. */
export async function forgiveAttempt(door: ThrottledDoor, ip: string): Promise<void> {
  await limiter().reward(`${door} ${network(ip)}`)
}
