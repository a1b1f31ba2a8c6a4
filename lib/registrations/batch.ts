import 'server-only'
import { recordRepeatable } from '../audit/writes'
import { type Bulk, type Columns, inBulk, type Lock, type Row } from '../db/bulk'
import { tally } from '../db/tally'
import { OvertakenError } from '../db/violation'
import { searchText } from '../search-text'
import { type Attempt, type BatchPlan, type Known, type Outcome, pairOf, planBatch, type ServerWrite } from './batch-plan'
import type { FoundToken, KnownServer } from './rule'

const TOKEN: Columns = {
  id: 'text',
  codeHash: 'text',
  count: 'integer',
  registeredCount: 'integer',
  expiresAt: 'moment',
  disabledAt: 'moment',
  deletedAt: 'moment',
}
const KNOWN_SERVER: Columns = {
  id: 'text',
  machineId: 'text',
  hostname: 'text',
  machineKeyHash: 'text',
  reopenedAt: 'moment',
  deletedAt: 'moment',
}
const SERVER: Columns = {
  ...KNOWN_SERVER,
  name: 'text',
  searchName: 'text',
  platform: 'text',
  architecture: 'text',
  agentVersion: 'text',
  systemInfo: 'text',
  searchFacts: 'text',
  state: 'text',
  lastTokenId: 'text',
  registeredAt: 'moment',
  seenAt: 'moment',
}
/** What of a server stays as it is when it registers again. */
const KEPT = ['id', 'machineId', 'name', 'searchName', 'state', 'registeredAt']
const REGISTRATION: Columns = {
  tokenId: 'text',
  machineId: 'text',
  sourceServerId: 'text',
  ip: 'text',
  agentVersion: 'text',
  at: 'moment',
}

/** What became of the attempts of a batch; `held` are those whose code or machine another transaction holds. */
export type BatchResult = { outcomes: Map<Attempt, Outcome | undefined>; held: Attempt[] }

/**
 * Decides and writes some attempts in one transaction: tokens and servers are held in the order of their keys, so that
 * batches of any number of instances never wait for each other in a circle.
 * @param lock what becomes of attempts for which something is held elsewhere: `skip` leaves them out
 * @throws OvertakenError, to be tried again
 */
export async function writeBatch(attempts: Attempt[], lock: Lock): Promise<BatchResult> {
  return inBulk(async (bulk) => {
    const tokens = await findTokens(bulk, attempts, lock)
    const found = attempts.filter(({ codeHash }) => !tokens.held.has(codeHash))
    const servers = await findServers(bulk, found, lock)
    const free = found.filter(({ machineId }) => !servers.held.has(machineId))
    const registered = await findRegistered(bulk, tokens.known, free)
    const plan = planBatch({ tokens: tokens.known, servers: servers.known, registered }, free)
    await write(bulk, plan)
    const decided = new Set(free)
    return {
      outcomes: new Map(free.map((attempt, index) => [attempt, plan.outcomes[index]])),
      held: attempts.filter((attempt) => !decided.has(attempt)),
    }
  })
}

type Held<T> = { known: Map<string, T>; held: Set<string> }

/** Rows by their key, held; and the keys of those that are there, and that somebody else holds. */
async function findHeld(bulk: Bulk, table: string, columns: Columns, key: string, wanted: string[], lock: Lock) {
  const values = [...new Set(wanted)].sort()
  const rows = await bulk.find(table, columns, key, values, lock)
  const known = new Map(rows.map((row) => [String(row[key]), row]))
  const missing = lock === 'skip' ? values.filter((value) => !known.has(value)) : []
  const there = missing.length > 0 ? await bulk.find(table, { [key]: 'text' }, key, missing) : []
  return { known, held: new Set(there.map((row) => String(row[key]))) }
}

async function findTokens(bulk: Bulk, attempts: Attempt[], lock: Lock): Promise<Held<FoundToken>> {
  const hashes = attempts.map(({ codeHash }) => codeHash)
  const { known, held } = await findHeld(bulk, 'AccessToken', TOKEN, 'codeHash', hashes, lock)
  const living = [...known].filter(([, row]) => row.deletedAt === null)
  return { known: new Map(living.map(([hash, row]) => [hash, tokenOf(row)])), held }
}

async function findServers(bulk: Bulk, attempts: Attempt[], lock: Lock): Promise<Held<KnownServer>> {
  const ids = attempts.map(({ machineId }) => machineId)
  const { known, held } = await findHeld(bulk, 'SourceServer', KNOWN_SERVER, 'machineId', ids, lock)
  return { known: new Map([...known].map(([id, row]) => [id, serverOf(row)])), held }
}

async function findRegistered(bulk: Bulk, tokens: Map<string, FoundToken>, attempts: Attempt[]): Promise<Known['registered']> {
  const pairs = attempts.flatMap(({ codeHash, machineId }): [string, string][] => {
    const token = tokens.get(codeHash)
    return token ? [[token.id, machineId]] : []
  })
  const earlier = pairs.length > 0 ? await bulk.findPairs('Registration', ['tokenId', 'machineId'], pairs) : []
  return new Set(earlier.map(([tokenId, machineId]) => pairOf(tokenId, machineId)))
}

const tokenOf = ({ id, count, registeredCount, expiresAt, disabledAt }: Row) =>
  ({ id, count, registeredCount, expiresAt, disabledAt }) as FoundToken
const serverOf = ({ id, hostname, machineKeyHash, reopenedAt, deletedAt }: Row) =>
  ({ id, hostname, machineKeyHash, reopenedAt, deletedAt }) as KnownServer

async function write(bulk: Bulk, { servers, claims, uses }: BatchPlan): Promise<void> {
  if (servers.length === 0) return
  const inOrder = servers.toSorted(byMachine)
  const rows = inOrder.map(rowOf)
  // A server that was not there when it was looked for, and is now, is not written over.
  const written = await bulk.upsert('SourceServer', SERVER, rows, { key: 'machineId', kept: KEPT })
  if (written !== rows.length) throw new OvertakenError('a machine registered elsewhere at the same moment')
  for (const server of inOrder) await recordReturn(bulk, server)
  const [first] = claims
  if (!first) return
  const entries = claims.map(({ attempt, tokenId, sourceId }) => {
    const { machineId, ip, agentVersion, at } = attempt
    return { tokenId, machineId, sourceServerId: sourceId, ip, agentVersion, at }
  })
  await bulk.insert('Registration', REGISTRATION, entries)
  await bulk.add('AccessToken', 'id', 'registeredCount', [...uses].sort())
  await tally(bulk, 'registration', first.attempt.at, claims.length)
}

const byMachine = ({ attempt: one }: ServerWrite, { attempt: other }: ServerWrite) => (one.machineId < other.machineId ? -1 : 1)

function rowOf({ attempt, tokenId, server }: ServerWrite): Row {
  const { codeHash: _, serverId: __, ip: ___, at, ...facts } = attempt
  const seen = { lastTokenId: tokenId, seenAt: at, registeredAt: at, state: 'Available' }
  return { ...facts, name: facts.hostname, searchName: searchText(facts.hostname), ...seen, ...server }
}

/** That a machine came back, or is known in another way now, goes into the audit. */
async function recordReturn(bulk: Bulk, { attempt, server, before }: ServerWrite): Promise<void> {
  if (!before) return
  const { hostname, ip } = attempt
  const changes = {
    ...(before.deletedAt && { deleted: ['yes', 'no'] as [string, string] }),
    ...(before.hostname !== hostname && { hostname: [before.hostname, hostname] as [string, string] }),
    ...(before.machineKeyHash !== server.machineKeyHash && { machineKey: [keyWord(before.machineKeyHash), 'new'] as [string, string] }),
  }
  if (Object.keys(changes).length === 0) return
  const subject = { id: server.id, name: hostname, ip }
  // Whoever changes a host name back and forth is told by one event.
  await recordRepeatable(bulk, subject, 'source.registered_again', server.id, changes, Object.keys(changes).join())
}

const keyWord = (hash: string | null) => (hash === null ? 'none' : 'another')
