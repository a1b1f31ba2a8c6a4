import 'server-only'
import { createHash } from 'node:crypto'
import { newId } from '../ids'
import { keysOfMachine } from '../machines/keys'
import { storedMachineId } from '../machines/machine-id'
import type { RefusalReason } from '../refusals/schema.shared'
import {
  recordRefusal,
  type TooManyRequests,
  tooMany,
  type UnknownCode,
  unknownCode,
} from '../refusals/writes'
import { searchText } from '../text/search-text.shared'
import { hashCode, isWellFormedCode } from '../tokens/code'
import { attempts, durationSeconds } from './metrics'
import { register } from './queue'
import type { UsedToken } from './rule'
import type { SourceFacts } from './source-facts'

export type RegisterResult =
  | { ok: true; repeated: boolean; sourceId: string; token: UsedToken }
  | UnknownCode
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
  const {
    machineId: sentId,
    machineKey,
    hostname,
    platform = '',
    architecture = '',
    agentVersion = '',
    externalId,
    ...systemInfo
  } = facts
  const machineId = storedMachineId(sentId)
  // Also as the console saw it: behind a gateway the machine knows another one.
  const addresses = [...new Set([...(facts.ipAddresses ?? []), ip])]
  if (!isWellFormedCode(code)) return unknownCode({ ip, machineId, hostname }, true)
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
    searchFacts: searchText([hostname, machineId, externalId ?? '', ...addresses].join('\n')),
    externalId,
    keys: keysOfMachine({ hostname, machineId, externalId, addresses }),
    ip,
    at: now,
  })
  if (!outcome) return unknownCode({ ip, machineId, hostname }, false)
  const { decision, token, sourceId } = outcome
  if (sourceId) return { ok: true, repeated: decision.kind !== 'claim', sourceId, token }
  if (decision.kind !== 'refuse') throw new Error('an accepted registration has no source server')
  const { reason } = decision
  const throttled = tooMany('refused', ip)
  if (throttled) return throttled
  const refused = { tokenId: token.id, reason, source: machineId, hostname, externalId, ip, now }
  await recordRefusal(refused)
  return { ok: false, reason }
}

/** Refuses an attempt whose code can't be one, and keeps of whom it came, as far as it said so. */
export function refuseUnknownCode(ip: string, facts?: SourceFacts): UnknownCode | TooManyRequests {
  const machineId = facts && storedMachineId(facts.machineId)
  const result = unknownCode({ ip, machineId, hostname: facts?.hostname }, true)
  attempts.inc({ result: result.reason })
  return result
}
