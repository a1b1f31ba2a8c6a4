import 'server-only'
import { recordRepeatable } from '../audit/writes'
import { type Database, db, type Transaction } from '../db/client'
import { lockRow } from '../db/lock'
import { tally } from '../db/tally'
import { turnsOf } from '../db/turns'
import { isUniqueViolation } from '../db/violation'
import { searchText } from '../search-text'
import { type Decision, decide, type FoundToken, type KnownServer, keyHashAfter, type Situation } from './rule'

/** All that a registration writes. `serverId` is taken if the machine is new. */
export type RegistrationFacts = {
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
  ip: string
  at: Date
}

/** What became of an attempt: the decision, the token with its new count, and the source server where it was accepted. */
export type RegistrationOutcome = { token: FoundToken; decision: Decision; sourceId?: string }

/** How often to try again when the same machine registered in another request at the very same moment. */
const ATTEMPTS = 5

/** Registrations that are written at once. */
const inTurn = turnsOf(5)

const TOKEN = { id: true, count: true, registeredCount: true, expiresAt: true, disabledAt: true } as const
const SERVER = { id: true, hostname: true, machineKeyHash: true, reopenedAt: true, deletedAt: true } as const

/**
 * Takes a use of a code for a machine, and writes source server and ledger: all of it or nothing, in one transaction that
 * holds the token. What the rule does not let write is answered without one.
 * @returns `undefined` when no token has this hash
 */
export async function registerOnce(facts: RegistrationFacts): Promise<RegistrationOutcome | undefined> {
  const seen = await readSituation(db, facts)
  if (!seen) return undefined
  const decision = decide(seen, facts, facts.at)
  if (!writes(decision)) return { token: seen.token, decision, sourceId: acceptedBy(decision, seen.server) }
  return inTurn(async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await db.$transaction((transaction) => register(transaction, facts))
      } catch (error) {
        if (!isUniqueViolation(error) || attempt === ATTEMPTS) throw error
      }
    }
  })
}

const writes = ({ kind }: Decision) => kind === 'claim' || kind === 'refresh'

const acceptedBy = ({ kind }: Decision, server: KnownServer | undefined) => (kind === 'refuse' ? undefined : server?.id)

// The token is read first: whoever sees it used up sees the registrations that used it up as well.
async function readSituation(client: Database | Transaction, { codeHash, machineId }: RegistrationFacts): Promise<Situation | undefined> {
  const token = await client.accessToken.findFirst({ where: { codeHash, deletedAt: null }, select: TOKEN })
  if (!token) return undefined
  const tokenId_machineId = { tokenId: token.id, machineId }
  const earlier = await client.registration.findUnique({ where: { tokenId_machineId }, select: { machineId: true } })
  const server = await client.sourceServer.findUnique({ where: { machineId }, select: SERVER })
  return { token, server: server ?? undefined, hasRegistered: earlier !== null }
}

async function register(transaction: Transaction, facts: RegistrationFacts): Promise<RegistrationOutcome | undefined> {
  // Who comes second waits here, and then sees what the first has written.
  await lockRow(transaction, 'AccessToken', 'codeHash', facts.codeHash)
  await lockRow(transaction, 'SourceServer', 'machineId', facts.machineId)
  const situation = await readSituation(transaction, facts)
  if (!situation) return undefined
  const { token, server } = situation
  const decision = decide(situation, facts, facts.at)
  if (!writes(decision)) return { token, decision, sourceId: acceptedBy(decision, server) }
  const sourceId = await writeServer(transaction, facts, situation)
  if (decision.kind === 'refresh') return { token, decision, sourceId }
  const { machineId, ip, agentVersion, at } = facts
  await transaction.registration.create({ data: { tokenId: token.id, machineId, sourceServerId: sourceId, ip, agentVersion, at } })
  await tally(transaction, 'registration', at)
  const data = { registeredCount: { increment: 1 } }
  const { registeredCount } = await transaction.accessToken.update({ where: { id: token.id }, data, select: TOKEN })
  return { token: { ...token, registeredCount }, decision, sourceId }
}

/** Writes what a machine tells of itself. That it came back, or is known in another way now, goes into the audit. */
async function writeServer(transaction: Transaction, facts: RegistrationFacts, { token, server }: Situation): Promise<string> {
  const { codeHash: _, machineId, serverId, machineKeyHash: __, ip, at, ...about } = facts
  const seen = {
    ...about,
    machineKeyHash: keyHashAfter(server, facts),
    reopenedAt: null,
    deletedAt: null,
    lastTokenId: token.id,
    seenAt: at,
  }
  if (!server) {
    const names = { name: facts.hostname, searchName: searchText(facts.hostname) }
    const created = { ...seen, ...names, id: serverId, machineId, state: 'Available', registeredAt: at }
    await transaction.sourceServer.create({ data: created, select: { id: true } })
    return serverId
  }
  await transaction.sourceServer.update({ where: { id: server.id }, data: seen, select: { id: true } })
  const changes = {
    ...(server.deletedAt && { deleted: ['yes', 'no'] as [string, string] }),
    ...(server.hostname !== facts.hostname && { hostname: [server.hostname, facts.hostname] as [string, string] }),
    ...(server.machineKeyHash !== seen.machineKeyHash && { machineKey: [keyWord(server.machineKeyHash), 'new'] as [string, string] }),
  }
  if (Object.keys(changes).length > 0) {
    const subject = { id: server.id, name: facts.hostname, ip }
    // Whoever changes a host name back and forth is told by one event.
    await recordRepeatable(transaction, subject, 'source.registered_again', server.id, changes, Object.keys(changes).join())
  }
  return server.id
}

const keyWord = (hash: string | null) => (hash === null ? 'none' : 'another')
