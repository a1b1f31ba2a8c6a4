import type { MachineKeys } from '../machines/keys'
import { type Decision, decide, type FoundToken, type KnownServer, keyHashAfter } from './rule'

/**
 * One attempt to register, with all that it would write. `serverId` is taken if the machine is new.
 */
export type Attempt = {
  codeHash: string
  machineId: string
  machineKeyHash?: string
  serverId: string
  hostname: string
  platform: string
  architecture: string
  agentVersion: string
  systemInfo: string
  searchFacts: string
  externalId?: string
  /** What it is found by on the lists of waves. */
  keys: MachineKeys
  ip: string
  at: Date
}

/**
 * What became of an attempt: the decision, the token with its new count, and the source server
 * where it was accepted.
 */
export type Outcome = { token: FoundToken; decision: Decision; sourceId?: string }

/**
 * What is known of the tokens and machines of some attempts, and which of these machines registered
 * with which token before.
 */
export type Known = {
  tokens: Map<string, FoundToken>
  servers: Map<string, KnownServer>
  registered: Set<string>
  /**
   * The waves that an attempt's machine has to do with, each with the hosts of its list that the
   * machine would be now.
   */
  expectedIn: Map<Attempt, Map<string, string[]>>
}

/** A source server as it shall be, and what it was if it was there. */
export type ServerWrite = {
  attempt: Attempt
  tokenId: string
  server: KnownServer
  before?: KnownServer
}

/**
 * What a batch of attempts comes to. `outcomes` are in the order of the attempts; `undefined` where
 * there is no such code.
 */
export type BatchPlan = {
  outcomes: (Outcome | undefined)[]
  servers: ServerWrite[]
  claims: { attempt: Attempt; tokenId: string; sourceId: string }[]
  uses: Map<string, number>
}

/** A machine and the hash of a code, as `Known` names those that belong together. */
export const pairOf = (codeHash: string, machineId: string) => `${codeHash} ${machineId}`

/**
 * Decides some attempts one after the other, each as if those before it were written: the rule of
 * `decide`, and nothing of its own. Pure: what is known goes in, what is to be written comes out.
 */
export function planBatch(known: Known, attempts: Attempt[]): BatchPlan {
  const tokens = new Map(known.tokens)
  const servers = new Map(known.servers)
  const registered = new Set(known.registered)
  const writes = new Map<string, ServerWrite>()
  /** Hosts that a machine of the same batch is already. */
  const seated = new Map<string, string>()
  const plan: BatchPlan = { outcomes: [], servers: [], claims: [], uses: new Map() }

  for (const attempt of attempts) {
    const { codeHash, machineId } = attempt
    const token = tokens.get(codeHash)
    if (!token) {
      plan.outcomes.push(undefined)
      continue
    }
    const before = servers.get(machineId)
    const seats = (token.waveId && known.expectedIn.get(attempt)?.get(token.waveId)) || []
    const isExpected = seats.some((id) => (seated.get(id) ?? machineId) === machineId)
    const decision = decide(
      {
        token,
        server: before,
        hasRegistered: registered.has(pairOf(codeHash, machineId)),
        isExpected,
      },
      attempt,
      attempt.at,
    )
    if (decision.kind === 'refuse' || decision.kind === 'answer') {
      plan.outcomes.push({
        token,
        decision,
        ...(decision.kind === 'answer' && { sourceId: before?.id }),
      })
      continue
    }
    const [seat, ...others] = seats
    if (seat && others.length === 0 && isExpected) seated.set(seat, machineId)
    const server = serverAfter(before, attempt)
    servers.set(machineId, server)
    writes.set(machineId, {
      attempt,
      tokenId: token.id,
      server,
      before: known.servers.get(machineId),
    })
    if (decision.kind === 'refresh') {
      plan.outcomes.push({ token, decision, sourceId: server.id })
      continue
    }
    const used = { ...token, registeredCount: token.registeredCount + 1 }
    tokens.set(codeHash, used)
    registered.add(pairOf(codeHash, machineId))
    plan.claims.push({ attempt, tokenId: token.id, sourceId: server.id })
    plan.uses.set(token.id, (plan.uses.get(token.id) ?? 0) + 1)
    plan.outcomes.push({ token: used, decision, sourceId: server.id })
  }
  return { ...plan, servers: [...writes.values()] }
}

/** A source server after an accepted attempt. */
function serverAfter(before: KnownServer | undefined, attempt: Attempt): KnownServer {
  return {
    id: before?.id ?? attempt.serverId,
    hostname: attempt.hostname,
    machineKeyHash: keyHashAfter(before, attempt),
    reopenedAt: null,
    deletedAt: null,
    registeredAt: before?.registeredAt ?? attempt.at,
    waveId: before?.waveId ?? null,
  }
}
