import 'server-only'
import { db } from '../db/client'
import { registerOnce } from '../db/register'
import { tally } from '../db/tally'
import { newId } from '../ids'
import { searchText } from '../search-text'
import { hashCode, isWellFormedCode } from '../tokens/code'
import { statusOf } from '../tokens/status'
import type { RefusalReason, SourceFacts } from './schema'
import { countFailure } from './throttle'

/** Token of a code as its user may see it. */
export type UsedToken = { id: string; count: number; registeredCount: number; expiresAt: Date }

export type TooManyRequests = { ok: false; reason: 'too_many_requests'; retryAfterSeconds: number }

/** Machines that a token's refusals are told apart by; further ones share a row. */
const MOST_REFUSED_MACHINES = 5_000
const OTHER_MACHINES = 'other machines'

export type RegisterResult =
  | { ok: true; repeated: boolean; sourceId: string; token: UsedToken }
  | { ok: false; reason: 'unknown_code'; mistyped: boolean }
  | { ok: false; reason: RefusalReason }
  | TooManyRequests

/**
 * Registers a machine with a code. The code itself is the proof of identity here: whoever holds it may use it.
 * The same machine with the same code again is answered as before, takes no use, and refreshes its facts.
 * A refusal of a known code goes into its ledger; a mistyped code never reaches the database. What fails is counted per
 * address, and beyond the limit neither told its reason nor recorded.
 * @param now the moment that expiry is measured at
 */
export async function registerSourceServer(code: string, facts: SourceFacts, ip: string, now = new Date()): Promise<RegisterResult> {
  if (!isWellFormedCode(code)) return (await tooMany('unknown', ip)) ?? { ok: false, reason: 'unknown_code', mistyped: true }
  const { machineId, hostname, platform = '', architecture = '', agentVersion = '', ...systemInfo } = facts
  const serverId = newId('s')
  const codeHash = hashCode(code)
  const outcome = await registerOnce({
    codeHash,
    machineId,
    serverId,
    hostname,
    platform,
    architecture,
    agentVersion,
    systemInfo: JSON.stringify(systemInfo),
    searchFacts: searchText([hostname, machineId, ...(facts.ipAddresses ?? [])].join('\n')),
    ip,
    at: now,
  })
  if (!outcome) return (await tooMany('unknown', ip)) ?? { ok: false, reason: 'unknown_code', mistyped: false }
  if (outcome.sourceId) return { ok: true, repeated: !outcome.claimed, sourceId: outcome.sourceId, token: outcome.token }

  const reason = await refusalReason(codeHash, outcome.token, now)
  if (!reason) return { ok: false, reason: 'unknown_code', mistyped: false }
  const throttled = await tooMany('refused', ip)
  if (throttled) return throttled
  await recordRefusal({ tokenId: outcome.token.id, reason, source: machineId, hostname, ip, now })
  return { ok: false, reason }
}

/** Why a token took no registration. It may have changed since it was read: then what it is now decides. */
async function refusalReason(
  codeHash: string,
  seen: UsedToken & { disabledAt: Date | null },
  now: Date,
): Promise<RefusalReason | undefined> {
  const status = statusOf(seen, now)
  if (status !== 'active') return `code_${status}`
  const current = await db.accessToken.findFirst({
    where: { codeHash, deletedAt: null },
    select: { count: true, registeredCount: true, expiresAt: true, disabledAt: true },
  })
  if (!current) return undefined
  const currentStatus = statusOf(current, now)
  return currentStatus === 'active' ? 'code_exhausted' : `code_${currentStatus}`
}

type RefusedAttempt = { tokenId: string; reason: RefusalReason; source: string; hostname: string; ip: string; now: Date }

/** Counts a refusal. Repeats share a row, and a token has only so many rows: hammering a dead code can't fill the disk. */
async function recordRefusal({ tokenId, reason, source, hostname, ip, now }: RefusedAttempt): Promise<void> {
  const repeat = { attempts: { increment: 1 }, hostname, ip, lastAt: now }
  await db.$transaction(async (transaction) => {
    await tally(transaction, 'refusal', now)
    const { count } = await transaction.refusal.updateMany({ where: { tokenId, reason, source }, data: repeat })
    if (count > 0) return
    const isFull = (await transaction.refusal.count({ where: { tokenId } })) >= MOST_REFUSED_MACHINES
    const row = { tokenId, reason, source: isFull ? OTHER_MACHINES : source }
    await transaction.refusal.upsert({
      where: { tokenId_reason_source: row },
      create: { id: newId('rf'), ...row, hostname, ip, attempts: 1, firstAt: now, lastAt: now },
      update: repeat,
    })
  })
}

/** Counts a failure of an address; the answer to it when there were too many. */
export async function tooMany(kind: 'unknown' | 'refused', ip: string): Promise<TooManyRequests | undefined> {
  const retryAfterSeconds = await countFailure(kind, ip)
  return retryAfterSeconds === undefined ? undefined : { ok: false, reason: 'too_many_requests', retryAfterSeconds }
}
