import 'server-only'
import { inBulk } from '../db/bulk/bulk'
import type { Bulk } from '../db/bulk/statements'
import { turnsOf } from '../db/turns'
import { newId } from '../ids'
import { log } from '../log'
import { hostKeyOf } from '../machines/host-name.shared'
import { externalKeyOf, shortKeyOf } from '../machines/keys'
import { countDaily } from '../overview/daily-counts'
import { searchText } from '../text/search-text.shared'
import type { KeptReason } from './schema.shared'
import { countFailure, type FailureKind } from './throttle'

export type TooManyRequests = { ok: false; reason: 'too_many_requests'; retryAfterSeconds: number }

/** Machines that a token's refusals are told apart by; further ones share a row. */
const MOST_REFUSED_MACHINES = 5_000
const OTHER_MACHINES = 'other machines'

/** Refusals that are written at once. */
const inTurn = turnsOf(2)

type RefusedAttempt = {
  /** Empty where the code belongs to nothing. */
  tokenId: string
  reason: KeptReason
  source: string
  hostname: string
  externalId?: string
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
  externalId,
  ip,
  now,
}: RefusedAttempt): Promise<void> {
  const searched = searchText([hostname, source, ip].join('\n'))
  // What it is found by for a host that is expected.
  const keys = [hostKeyOf(hostname), shortKeyOf(hostname), externalKeyOf(externalId ?? source)]
  const record = async (bulk: Bulk) => {
    const repeated = await bulk.read(
      `UPDATE "Refusal"
       SET attempts = attempts + 1, hostname = $1, ip = $2, "lastAt" = $3, "searchText" = $7,
         "hostKey" = $8, "shortKey" = $9, "externalKey" = $10
       WHERE "tokenId" = $4 AND reason = $5 AND source = $6 RETURNING id`,
      [hostname, ip, now, tokenId, reason, source, searched, ...keys],
    )
    if (repeated.length === 0) {
      const [counted] = await bulk.read(
        'SELECT count(*) AS machines FROM "Refusal" WHERE "tokenId" = $1',
        [tokenId],
      )
      const isFull = Number(counted?.machines) >= MOST_REFUSED_MACHINES
      await bulk.write(
        `INSERT INTO "Refusal"
           (id, "tokenId", reason, source, hostname, ip, attempts, "firstAt", "lastAt",
            "searchText", "hostKey", "shortKey", "externalKey")
         VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7, $8, $9, $10, $11)
         ON CONFLICT ("tokenId", reason, source) DO UPDATE
         SET attempts = "Refusal".attempts + 1, hostname = $5, ip = $6, "lastAt" = $7,
           "searchText" = $8, "hostKey" = $9, "shortKey" = $10, "externalKey" = $11`,
        [
          newId('rf'),
          tokenId,
          reason,
          isFull ? OTHER_MACHINES : source,
          hostname,
          ip,
          now,
          searched,
          ...keys,
        ],
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

/** Who sent a code that belongs to nothing, as far as they said so. */
export type UnknownSender = { ip: string; machineId?: string; hostname?: string }

/**
 * Counts a code that belongs to nothing as a failure of an address, and keeps that it was tried,
 * never the code. Nobody waits for that, and an outage does not change the answer.
 * @param mistyped its checksum is wrong, so it never was one
 */
export function unknownCode(
  { ip, machineId = ip, hostname = '' }: UnknownSender,
  mistyped: boolean,
): UnknownCode | TooManyRequests {
  const throttled = tooMany('unknown', ip)
  if (throttled) return throttled
  const reason = mistyped ? 'code_mistyped' : 'code_unknown'
  const attempt = { tokenId: '', reason, source: machineId, hostname, ip, now: new Date() } as const
  recordRefusal(attempt).catch((error) =>
    log.warn({ err: error, ip }, 'an attempt with an unknown code could not be recorded'),
  )
  return { ok: false, reason: 'unknown_code', mistyped }
}
