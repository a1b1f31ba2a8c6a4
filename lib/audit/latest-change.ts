import 'server-only'
import { db } from '../db/client'
import { dayOf } from '../db/tally'

/** Whoever asks within this time gets the same answer: a hundred open pages cost what one does. */
const KEPT_MILLISECONDS = 1_000

let kept: { stamp: Promise<string>; until: number } | undefined

/**
 * A stamp of all that pages show: as long as it stays the same, nobody changed anything and no machine registered or was
 * refused. It may be a second old, and is never newer than what is read after it. Costs two index look-ups at most.
 */
export function latestChange(): Promise<string> {
  const now = Date.now()
  if (kept && now < kept.until) return kept.stamp
  const stamp = readStamp(new Date(now))
  kept = { stamp, until: now + KEPT_MILLISECONDS }
  stamp.catch(() => {
    kept = undefined
  })
  return stamp
}

async function readStamp(now: Date): Promise<string> {
  const day = dayOf(now)
  const [event, tally] = await Promise.all([
    db.auditEvent.findFirst({ orderBy: [{ at: 'desc' }, { id: 'desc' }], select: { id: true } }),
    db.dailyTally.aggregate({ where: { day }, _sum: { count: true } }),
  ])
  return [day, event?.id ?? '', tally._sum.count ?? 0].join('.')
}
