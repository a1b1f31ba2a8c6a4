import 'server-only'
import type { Actor } from '../actors/actor'
import { db } from '../db/client'
import { MILLISECONDS_A_DAY } from '../time.shared'
import { dayOf } from '../time-zone.shared'
import { tokenNames } from '../tokens/reads'
import { momentWithin } from './daily-counts'
import type { DailyCounts, LatestRegistration } from './schema.shared'

/** So many of the latest are shown. */
export const LATEST = 8
const DAYS = 30

/** The last days up to a moment's, oldest first, in the calendar of a zone. */
function lastDays(now: Date, zone: string): string[] {
  const noon = Date.parse(`${dayOf(now, zone)}T12:00Z`)
  return Array.from({ length: DAYS }, (_, index) =>
    dayOf(new Date(noon - (DAYS - 1 - index) * MILLISECONDS_A_DAY)),
  )
}

/**
 * Registrations and refusals of each of the last 30 days of a zone, oldest first; days without any
 * too. What was counted before there were half hours stands under its day in UTC.
 */
export async function listDailyCounts(
  _actor: Actor,
  zone: string,
  now = new Date(),
): Promise<DailyCounts[]> {
  const days = lastDays(now, zone)
  // A zone's day begins up to 14 hours before the one in UTC.
  const begin = dayOf(new Date(Date.parse(days[0] ?? '') - MILLISECONDS_A_DAY))
  const sums = await db.dailyTally.groupBy({
    by: ['day', 'kind'],
    where: { day: { gte: begin } },
    _sum: { count: true },
  })
  const counts = new Map<string, number>()
  for (const { day, kind, _sum } of sums) {
    const key = `${dayOf(momentWithin(day), zone)} ${kind}`
    counts.set(key, (counts.get(key) ?? 0) + (_sum.count ?? 0))
  }
  const countOf = (day: string, kind: string) => counts.get(`${day} ${kind}`) ?? 0
  return days.map((day) => ({
    day,
    registrations: countOf(day, 'registration'),
    refusals: countOf(day, 'refusal'),
  }))
}

/** The latest registrations over all codes, newest first, at most 8. */
export async function listLatestRegistrations(_actor: Actor): Promise<LatestRegistration[]> {
  const rows = await db.registration.findMany({
    orderBy: [{ at: 'desc' }, { tokenId: 'desc' }, { machineId: 'desc' }],
    take: LATEST,
    select: {
      tokenId: true,
      at: true,
      sourceServer: { select: { id: true, name: true, deletedAt: true } },
    },
  })
  const names = await tokenNames(rows.map(({ tokenId }) => tokenId))
  return rows.map(({ tokenId, at, sourceServer }) => ({
    tokenId,
    tokenName: names.get(tokenId)?.name ?? null,
    tokenDeleted: names.get(tokenId)?.deleted ?? false,
    sourceId: sourceServer.id,
    sourceName: sourceServer.name,
    sourceDeleted: sourceServer.deletedAt !== null,
    at,
  }))
}
