import 'server-only'
import { db } from '../db/client'
import { env } from '../env'
import { newId } from '../ids'
import { WindowCounter } from '../throttle/window-counter'

/** Keys whose calls are counted at once. */
const MOST_KEYS = 10_000

/**
 * Calls kept for each key: proven ones, and beside them those that anyone who knows its ID can
 * make.
 */
const KEPT = { proven: 200, unproven: 50 }
const TRIM_EVERY = 20

/** The time of a key's last use is written at most so often. */
const USED_MILLISECONDS = 60_000

// In memory, for each instance on its own: nothing depends on instances agreeing here.
const calls = new WindowCounter({ points: env().SMC_CALLS, seconds: 10, most: MOST_KEYS })
const loggedFailures = new WindowCounter({ points: 60, seconds: 60, most: MOST_KEYS })

/**
 * Counts a proven call.
 * @returns seconds to wait when the key made more than `SMC_CALLS` (1,000) in 10 seconds
 */
export function countCall(accessKeyId: string): number | undefined {
  return calls.count(accessKeyId)
}

/** Something of a call for the log of its key. `result` is `OK` or the error's code. */
export type LoggedCall = {
  accessKeyId: string
  operation: string
  result: string
  ip: string
  requestId: string
}

/**
 * Writes a call into the log of its key, which keeps the latest 200. Calls that are not proven
 * anyone can make: of those 60 in a minute are logged and the latest 50 kept, and they push out no
 * others.
 */
export async function logCall(call: LoggedCall, proven: boolean): Promise<void> {
  if (!proven && loggedFailures.count(call.accessKeyId) !== undefined) return
  const { accessKeyId } = call
  const at = new Date()
  await db.smcCall.create({ data: { id: newId('ca'), at, proven, ...call }, select: { id: true } })
  if (proven) {
    const unused = {
      OR: [
        { lastUsedAt: null },
        { lastUsedAt: { lt: new Date(at.getTime() - USED_MILLISECONDS) } },
      ],
    }
    await db.accessKey.updateMany({
      where: { id: accessKeyId, ...unused },
      data: { lastUsedAt: at },
    })
  }
  if (Math.random() * TRIM_EVERY < 1) await trim(accessKeyId, proven)
}

async function trim(accessKeyId: string, proven: boolean): Promise<void> {
  const oldest = await db.smcCall.findFirst({
    where: { accessKeyId, proven },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    skip: proven ? KEPT.proven : KEPT.unproven,
    select: { at: true },
  })
  if (oldest)
    await db.smcCall.deleteMany({ where: { accessKeyId, proven, at: { lte: oldest.at } } })
}
