import 'server-only'
import { db, joinSql, type Sql, sql } from '@/lib/db/client'
import type { KeptReason } from '@/lib/refusals/schema.shared'

/**
 * Whether a refusal was of an expected host: by an ID, or by its name, unless the name it gave is
 * that of another host of the wave. `refusal` and `host` are what the tables are called there.
 */
export const REFUSED_IS_HOST: Sql = sql`(
  refusal."externalKey" = host."externalKey"
  OR (refusal."shortKey" = host."shortKey" AND (refusal."hostKey" = host."hostKey"
    OR NOT EXISTS (SELECT 1 FROM "ExpectedHost" AS other WHERE other."waveId" = host."waveId"
      AND other."hostKey" = refusal."hostKey"))))`

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
  const rows = await db.$queryRaw<
    { hostId: string; refusalId: string }[]
  >`SELECT host.id AS "hostId", refusal.id AS "refusalId"
    FROM "ExpectedHost" AS host JOIN "Refusal" AS refusal ON ${REFUSED_IS_HOST}
    WHERE host.id IN (${joinSql(
      hostIds.map((id) => sql`${id}`),
      ', ',
    )}) LIMIT 10000`
  const refusals = await db.refusal.findMany({
    where: { id: { in: [...new Set(rows.map(({ refusalId }) => refusalId))] } },
    select: { id: true, reason: true, tokenId: true, lastAt: true, attempts: true },
  })
  const byId = new Map(refusals.map((refusal) => [refusal.id, refusal]))
  const latest = new Map<string, LatestRefusal>()
  for (const { hostId, refusalId } of rows) {
    const refusal = byId.get(refusalId)
    if (!refusal) continue
    const { reason, tokenId, lastAt } = refusal
    const before = latest.get(hostId)
    const attempts = refusal.attempts + (before?.attempts ?? 0)
    if (before && before.lastAt >= lastAt) latest.set(hostId, { ...before, attempts })
    else latest.set(hostId, { hostId, reason: reason as KeptReason, tokenId, lastAt, attempts })
  }
  return latest
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
