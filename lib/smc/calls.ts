import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { db } from '../db/client'
import { newId } from '../ids'

/** Calls of one key that an instance takes in ten seconds, and failed ones of it that it logs in a minute. */
const CALLS = { points: 1_000, duration: 10 }
const LOGGED_FAILURES = { points: 60, duration: 60 }

/** Calls kept for each key. */
const KEPT_CALLS = 200
const TRIM_EVERY = 20

/** The time of a key's last use is written at most so often. */
const USED_MILLISECONDS = 60_000

// In memory, for each instance on its own: nothing depends on instances agreeing here.
const calls = new RateLimiterMemory({ keyPrefix: 'calls', ...CALLS })
const failures = new RateLimiterMemory({ keyPrefix: 'failures', ...LOGGED_FAILURES })

async function take(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))
  }
}

/** Counts a proven call. @returns seconds to wait when the key made more than 1,000 in 10 seconds */
export async function countCall(accessKeyId: string): Promise<number | undefined> {
  return take(calls, accessKeyId)
}

/** Something of a call for the log of its key. `result` is `OK` or the error's code. */
export type LoggedCall = { accessKeyId: string; operation: string; result: string; ip: string; requestId: string }

/**
 * Writes a call into the log of its key, which keeps the latest 200. Calls whose signature is wrong anyone can make: of
 * those only 60 in a minute are logged.
 */
export async function logCall(call: LoggedCall, proven: boolean): Promise<void> {
  if (!proven && (await take(failures, call.accessKeyId)) !== undefined) return
  const { accessKeyId } = call
  const at = new Date()
  await db.smcCall.create({ data: { id: newId('ca'), at, ...call }, select: { id: true } })
  if (proven) {
    const unused = { OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(at.getTime() - USED_MILLISECONDS) } }] }
    await db.accessKey.updateMany({ where: { id: accessKeyId, ...unused }, data: { lastUsedAt: at } })
  }
  if (Math.random() * TRIM_EVERY < 1) await trim(accessKeyId)
}

async function trim(accessKeyId: string): Promise<void> {
  const oldest = await db.smcCall.findFirst({
    where: { accessKeyId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    skip: KEPT_CALLS,
    select: { at: true },
  })
  if (oldest) await db.smcCall.deleteMany({ where: { accessKeyId, at: { lte: oldest.at } } })
}
