import 'server-only'
import { createHash } from 'node:crypto'
import { db } from '../db/client'
import { dayOf } from '../time-zone.shared'

/** Whoever asks within this time gets the same answer: a hundred open pages cost what one does. */
const KEPT_MILLISECONDS = 1_000

/**
 * So many events are in the stamp, not the newest alone: one that was begun earlier may be written
 * later, and one that is repeated only counts on.
 */
const LATEST = 20

let kept: { stamp: Promise<string>; until: number } | undefined

/**
 * A stamp of all that pages show: as long as it stays the same, nobody changed anything and no
 * machine registered or was refused. It may be a second old, and is never newer than what is read
 * after it. Costs two index look-ups at most.
 */
export function latestChange(): Promise<string> {
  const now = performance.now()
  if (kept && now < kept.until) return kept.stamp
  const stamp = readStamp(new Date())
  kept = { stamp, until: now + KEPT_MILLISECONDS }
  stamp.catch(() => {
    kept = undefined
  })
  return stamp
}

async function readStamp(now: Date): Promise<string> {
  const day = dayOf(now)
  const [events, countDaily] = await Promise.all([
    db.auditEvent.findMany({
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: LATEST,
      select: { id: true, count: true },
    }),
    db.dailyTally.aggregate({ where: { day: { gte: day } }, _sum: { count: true } }),
  ])
  return [day, countDaily._sum.count ?? 0, digest(events)].join('.')
}

function digest(events: { id: string; count: number }[]): string {
  const text = events.map(({ id, count }) => `${id} ${count}`).join('\n')
  return createHash('sha256').update(text).digest('base64url')
}
