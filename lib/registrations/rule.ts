import type { RefusalReason } from '../refusals/schema.shared'
import { statusOf } from '../tokens/status.shared'

/** A token as a registration finds it. */
export type UsedToken = { id: string; count: number; registeredCount: number; expiresAt: Date }
/** `onlyExpected`: only machines on the list of its wave may use it. */
export type FoundToken = UsedToken & {
  disabledAt: Date | null
  waveId: string | null
  onlyExpected: boolean
}

/** A source server as a registration finds it, by its machine ID. */
export type KnownServer = {
  id: string
  hostname: string
  machineKeyHash: string | null
  /** An operator lets the machine register anew: whoever comes next with its ID is taken for it. */
  reopenedAt: Date | null
  deletedAt: Date | null
  registeredAt: Date
  waveId: string | null
}

/**
 * What a registration is decided from. `hasRegistered`: this machine registered with this code
 * before; `isExpected`: it is on the list of the code's wave.
 */
export type Situation = {
  token: FoundToken
  server: KnownServer | undefined
  hasRegistered: boolean
  isExpected: boolean
}

/** Who asks: what the machine tells of itself, with the hash of its key where it sent one. */
export type Claim = { hostname: string; machineKeyHash?: string }

/**
 * What becomes of an attempt. `claim` takes a use of the code and writes everything; `refresh`, a
 * repeat, writes what the machine tells of itself now; `answer`, a repeat with a code that is not
 * active, writes nothing.
 */
export type Decision =
  | { kind: 'claim' | 'refresh' | 'answer' }
  | { kind: 'refuse'; reason: RefusalReason }

/** Host names are the same in upper and lower case (RFC 4343). */
const isSameHost = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/**
 * Whether a machine contradicts what is known by its ID: another key, or none; or, where there is
 * no key yet, another host name.
 */
function contradicts(server: KnownServer, { hostname, machineKeyHash }: Claim): boolean {
  if (server.deletedAt || server.reopenedAt) return false
  if (server.machineKeyHash !== null) return machineKeyHash !== server.machineKeyHash
  return !isSameHost(server.hostname, hostname)
}

/**
 * The rule of registration: the same machine with the same code again is answered as before and
 * costs nothing; otherwise an active code is used. A code that is not active writes nothing, nor
 * does one whose wave takes only the machines on its list.
 */
export function decide(
  { token, server, hasRegistered, isExpected }: Situation,
  claim: Claim,
  now: Date,
): Decision {
  const status = statusOf(token, now)
  const isThere = server !== undefined && server.deletedAt === null
  if (status !== 'active' && !(hasRegistered && isThere))
    return { kind: 'refuse', reason: `code_${status}` }
  if (server && contradicts(server, claim)) return { kind: 'refuse', reason: 'machine_conflict' }
  if (status !== 'active') return { kind: 'answer' }
  if (token.onlyExpected && !isExpected && !(hasRegistered && isThere))
    return { kind: 'refuse', reason: 'host_not_expected' }
  return { kind: hasRegistered ? 'refresh' : 'claim' }
}

/**
 * The hash of the key that a source server has after an accepted attempt: a machine without one may
 * take one up.
 */
export function keyHashAfter(
  server: KnownServer | undefined,
  { machineKeyHash = null }: { machineKeyHash?: string | null },
): string | null {
  if (!server || server.deletedAt || server.reopenedAt) return machineKeyHash
  return machineKeyHash ?? server.machineKeyHash
}
