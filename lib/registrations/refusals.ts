import 'server-only'
import { inBulk } from '../db/bulk/bulk'
import type { Bulk } from '../db/bulk/statements'
import { turnsOf } from '../db/turns'
import { newId } from '../ids'
import { countDaily } from './daily-counts'
import type { RefusalReason } from './schema.shared'
import { countFailure, type FailureKind } from './throttle'

export type TooManyRequests = { ok: false; reason: 'too_many_requests'; retryAfterSeconds: number }

/** Machines that a token's refusals are told apart by; further ones share a row. */
const MOST_REFUSED_MACHINES = 5_000
const OTHER_MACHINES = 'other machines'

/** Refusals that are written at once. */
const inTurn = turnsOf(2)

type RefusedAttempt = {
  tokenId: string
  reason: RefusalReason
  source: string
  hostname: string
  ip: string
  now: Date
}

/**
 * Counts a refusal. Repeats share a row, and a token has only so many rows: hammering a dead code
 * can't fill the disk.
 */
export async function recordRefusal({
  tokenId,
  reason,
  source,
  hostname,
  ip,
  now,
}: RefusedAttempt): Promise<void> {
  const record = async (bulk: Bulk) => {
    const repeated = await bulk.read(
      `UPDATE "Refusal" SET attempts = attempts + 1, hostname = $1, ip = $2, "lastAt" = $3
       WHERE "tokenId" = $4 AND reason = $5 AND source = $6 RETURNING id`,
      [hostname, ip, now, tokenId, reason, source],
    )
    if (repeated.length === 0) {
      const [counted] = await bulk.read(
        'SELECT count(*) AS machines FROM "Refusal" WHERE "tokenId" = $1',
        [tokenId],
      )
      const isFull = Number(counted?.machines) >= MOST_REFUSED_MACHINES
      await bulk.write(
        `INSERT INTO "Refusal"
           (id, "tokenId", reason, source, hostname, ip, attempts, "firstAt", "lastAt")
         VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7)
         ON CONFLICT ("tokenId", reason, source) DO UPDATE
         SET attempts = "Refusal".attempts + 1, hostname = $5, ip = $6, "lastAt" = $7`,
        [newId('rf'), tokenId, reason, isFull ? OTHER_MACHINES : source, hostname, ip, now],
      )
    }
    await countDaily(bulk, 'refusal', now)
  }
  await inTurn(() => inBulk(record))
}

/** Counts a failure of an address; the answer to it when there were too many. */
export function tooMany(kind: FailureKind, ip: string): TooManyRequests | undefined {
  const retryAfterSeconds = countFailure(kind, ip)
  return retryAfterSeconds === undefined
    ? undefined
    : { ok: false, reason: 'too_many_requests', retryAfterSeconds }
}

export type UnknownCode = { ok: false; reason: 'unknown_code'; mistyped: boolean }

/**
 * Counts a code that belongs to nothing as a failure of an address.
 * @param mistyped its checksum is wrong, so it never was one
 */
export function unknownCode(ip: string, mistyped: boolean): UnknownCode | TooManyRequests {
  return tooMany('unknown', ip) ?? { ok: false, reason: 'unknown_code', mistyped }
}
