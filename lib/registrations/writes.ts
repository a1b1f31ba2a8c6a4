import 'server-only'
import { createHash } from 'node:crypto'
import { db } from '../db/client'
import { tally } from '../db/tally'
import { newId } from '../ids'
import { searchText } from '../search-text'
import { storedMachineId } from '../sources/machine-id'
import { hashCode, isWellFormedCode } from '../tokens/code'
import { registerOnce } from './register'
import type { UsedToken } from './rule'
import type { RefusalReason, SourceFacts } from './schema'
import { countFailure, type FailureKind } from './throttle'

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
 * Registers a machine with a code: whoever holds it may use it, as `decide` (rule.ts) says. Of the machine's key only the
 * hash is kept, and of its ID too where an operating system gave it.
 * A refusal of a known code goes into its ledger; a mistyped code never reaches the database. What fails is counted per
 * address, and beyond the limit neither told its reason nor recorded.
 * @param now the moment that expiry is measured at
 */
export async function registerSourceServer(code: string, facts: SourceFacts, ip: string, now = new Date()): Promise<RegisterResult> {
  if (!isWellFormedCode(code)) return tooMany('unknown', ip) ?? { ok: false, reason: 'unknown_code', mistyped: true }
  const { machineId: sentId, machineKey, hostname, platform = '', architecture = '', agentVersion = '', ...systemInfo } = facts
  const machineId = storedMachineId(sentId)
  const outcome = await registerOnce({
    codeHash: hashCode(code),
    machineId,
    ...(machineKey !== undefined && { machineKeyHash: createHash('sha256').update(machineKey).digest('hex') }),
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
  if (!outcome) return tooMany('unknown', ip) ?? { ok: false, reason: 'unknown_code', mistyped: false }
  const { decision, token, sourceId } = outcome
  if (sourceId) return { ok: true, repeated: decision.kind !== 'claim', sourceId, token }
  if (decision.kind !== 'refuse') throw new Error('an accepted registration has no source server')
  const { reason } = decision
  const throttled = tooMany('refused', ip)
  if (throttled) return throttled
  await recordRefusal({ tokenId: token.id, reason, source: machineId, hostname, ip, now })
  return { ok: false, reason }
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
export function tooMany(kind: FailureKind, ip: string): TooManyRequests | undefined {
  const retryAfterSeconds = countFailure(kind, ip)
  return retryAfterSeconds === undefined ? undefined : { ok: false, reason: 'too_many_requests', retryAfterSeconds }
}
