import 'server-only'
import { createHash } from 'node:crypto'
import type { RefusalReason } from '@/lib/registrations/schema.shared'
import type { SourceFacts } from '@/lib/registrations/source-facts'
import { type Bulk, inBulk } from '../db/bulk/bulk'
import { turnsOf } from '../db/turns'
import { newId } from '../ids'
import { countDaily } from '../overview/daily-counts'
import { storedMachineId } from '../sources/machine-id'
import { searchText } from '../text/search-text'
import { hashCode, isWellFormedCode } from '../tokens/code'
import { attempts, durationSeconds } from './metrics'
import { register } from './queue'
import type { UsedToken } from './rule'
import { countFailure, type FailureKind } from './throttle'

export type TooManyRequests = { ok: false; reason: 'too_many_requests'; retryAfterSeconds: number }

/** Machines that a token's refusals are told apart by; further ones share a row. */
const MOST_REFUSED_MACHINES = 5_000
const OTHER_MACHINES = 'other machines'

/** Refusals that are written at once. */
const inTurn = turnsOf(2)

export type RegisterResult =
  | { ok: true; repeated: boolean; sourceId: string; token: UsedToken }
  | { ok: false; reason: 'unknown_code'; mistyped: boolean }
  | { ok: false; reason: RefusalReason }
  | TooManyRequests

/**
 * Registers a machine with a code: whoever holds it may use it, as `decide` (rule.ts) says. Of the
 * machine's key only the hash is kept, and of its ID too where an operating system gave it. A
 * refusal of a known code goes into its ledger; a mistyped code never reaches the database. What
 * fails is counted per address, and beyond the limit neither told its reason nor recorded.
 * @param now the moment that expiry is measured at
 */
export async function registerSourceServer(
  code: string,
  facts: SourceFacts,
  ip: string,
  now = new Date(),
): Promise<RegisterResult> {
  const end = durationSeconds.startTimer()
  const result = await attemptToRegister(code, facts, ip, now)
  end()
  attempts.inc({ result: !result.ok ? result.reason : result.repeated ? 'repeated' : 'registered' })
  return result
}

async function attemptToRegister(
  code: string,
  facts: SourceFacts,
  ip: string,
  now: Date,
): Promise<RegisterResult> {
  if (!isWellFormedCode(code))
    return tooMany('unknown', ip) ?? { ok: false, reason: 'unknown_code', mistyped: true }
  const {
    machineId: sentId,
    machineKey,
    hostname,
    platform = '',
    architecture = '',
    agentVersion = '',
    ...systemInfo
  } = facts
  const machineId = storedMachineId(sentId)
  const outcome = await register({
    codeHash: hashCode(code),
    machineId,
    ...(machineKey !== undefined && {
      machineKeyHash: createHash('sha256').update(machineKey).digest('hex'),
    }),
    serverId: newId('s'),
    hostname,
    platform,
    architecture,
    agentVersion,
    systemInfo: JSON.stringify(systemInfo),
    searchFacts: searchText([hostname, machineId, ...(facts.ipAddresses ?? [])].join('\n')),
    ip,
    at: now,
  })
  if (!outcome)
    return tooMany('unknown', ip) ?? { ok: false, reason: 'unknown_code', mistyped: false }
  const { decision, token, sourceId } = outcome
  if (sourceId) return { ok: true, repeated: decision.kind !== 'claim', sourceId, token }
  if (decision.kind !== 'refuse') throw new Error('an accepted registration has no source server')
  const { reason } = decision
  const throttled = tooMany('refused', ip)
  if (throttled) return throttled
  await recordRefusal({ tokenId: token.id, reason, source: machineId, hostname, ip, now })
  return { ok: false, reason }
}

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
async function recordRefusal({
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
        `INSERT INTO "Refusal" (id, "tokenId", reason, source, hostname, ip, attempts, "firstAt", "lastAt") VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7)
         ON CONFLICT ("tokenId", reason, source) DO UPDATE SET attempts = "Refusal".attempts + 1, hostname = $5, ip = $6, "lastAt" = $7`,
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
