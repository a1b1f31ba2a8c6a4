import 'server-only'
import { db, joinSql, type Sql, sql } from '@/lib/db/client'
import type { KeptReason } from '@/lib/refusals/schema.shared'

/**
 * Whether a refusal was of an expected host, by an ID or by its name, as machines are matched:
 * short names count where one of the two has no domain. `refusal` and `host` are what the tables
 * are called there.
 */
export const REFUSED_IS_HOST: Sql = sql`(
  refusal."externalKey" = host."externalKey"
  OR (refusal."shortKey" = host."shortKey" AND (refusal."hostKey" = host."hostKey"
    OR refusal."hostKey" = refusal."shortKey" OR host."hostKey" = host."shortKey")))`

/** The latest attempt of a host that was turned away, and how often it tried in all. */
export type LatestRefusal = {
  hostId: string
  reason: KeptReason
  tokenId: string
  lastAt: Date
  attempts: number
}

/** The latest refusal of each of some hosts, at whatever code. */
export async function latestRefusals(hostIds: string[]): Promise<Map<string, LatestRefusal>> {
  if (hostIds.length === 0) return new Map()
  const ids = joinSql(
    hostIds.map((id) => sql`${id}`),
    ', ',
  )
  const rows = await db.$queryRaw<
    { hostId: string; refusalId: string | null; attempts: number | bigint | null }[]
  >`SELECT host.id AS "hostId",
      (SELECT refusal.id FROM "Refusal" AS refusal WHERE ${REFUSED_IS_HOST}
        ORDER BY refusal."lastAt" DESC, refusal.id DESC LIMIT 1) AS "refusalId",
      (SELECT sum(refusal.attempts) FROM "Refusal" AS refusal WHERE ${REFUSED_IS_HOST}) AS attempts
    FROM "ExpectedHost" AS host WHERE host.id IN (${ids})`
  const refusals = await db.refusal.findMany({
    where: { id: { in: rows.flatMap(({ refusalId }) => refusalId ?? []) } },
    select: { id: true, reason: true, tokenId: true, lastAt: true },
  })
  const byId = new Map(refusals.map((refusal) => [refusal.id, refusal]))
  return new Map(
    rows.flatMap(({ hostId, refusalId, attempts }): [string, LatestRefusal][] => {
      const refusal = refusalId ? byId.get(refusalId) : undefined
      if (!refusal) return []
      const { reason, tokenId, lastAt } = refusal
      const latest = { hostId, reason: reason as KeptReason, tokenId, lastAt }
      return [[hostId, { ...latest, attempts: Number(attempts) }]]
    }),
  )
}

/** How many missing hosts of a wave were turned away last for each reason; the rest never tried. */
export async function countMissingByReason(
  waveId: string,
): Promise<{ never: number; byReason: [KeptReason, number][] }> {
  const rows = await db.$queryRaw<{ reason: KeptReason | null; n: number | bigint }[]>`
    SELECT reason, count(*) AS n FROM (
      SELECT (SELECT refusal.reason FROM "Refusal" AS refusal WHERE ${REFUSED_IS_HOST}
        ORDER BY refusal."lastAt" DESC, refusal.id DESC LIMIT 1) AS reason
      FROM "ExpectedHost" AS host
      WHERE host."waveId" = ${waveId} AND host.state = 'missing') AS missing
    GROUP BY reason ORDER BY n DESC, reason`
  const never = rows.find(({ reason }) => reason === null)
  return {
    never: Number(never?.n ?? 0),
    byReason: rows.flatMap(({ reason, n }): [KeptReason, number][] =>
      reason === null ? [] : [[reason, Number(n)]],
    ),
  }
}
