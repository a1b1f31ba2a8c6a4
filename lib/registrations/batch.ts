import 'server-only'
import { recordRepeatable } from '../audit/writes'
import { inBulk } from '../db/bulk/bulk'
import type { Bulk, Columns, Lock, Row } from '../db/bulk/statements'
import { OvertakenError } from '../db/errors/violation'
import { addressKeyOf, externalKeyOf } from '../machines/keys'
import { countDaily } from '../overview/daily-counts'
import { searchText } from '../text/search-text.shared'
import { usageStateOf } from '../tokens/list/buckets.shared'
import { settle } from '../waves/matching/settle'
import {
  type Attempt,
  type BatchPlan,
  type Outcome,
  planBatch,
  type ServerWrite,
} from './batch-plan'
import {
  findRegistered,
  findServers,
  findTokens,
  type HeldToken,
  KNOWN_SERVER,
} from './batch-reads'
import { concernedByWaves, findExpected, seatsOf } from './batch-waves'

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
  externalId: 'text',
  externalKey: 'text',
  shortKey: 'text',
  addressKey: 'text',
  seenAt: 'moment',
}
/** What of a server stays as it is when it registers again. */
const KEPT = ['id', 'machineId', 'name', 'searchName', 'state', 'registeredAt', 'waveId']
const REGISTRATION: Columns = {
  tokenId: 'text',
  machineId: 'text',
  sourceServerId: 'text',
  ip: 'text',
  agentVersion: 'text',
  at: 'moment',
}

/**
 * What became of the attempts of a batch; `held` are those whose code or machine another
 * transaction holds.
 */
export type BatchResult = { outcomes: Map<Attempt, Outcome | undefined>; held: Attempt[] }

/**
 * Decides and writes some attempts in one transaction: tokens and servers are held in the order of
 * their keys, so that batches of any number of instances never wait for each other in a circle.
 * @param lock what becomes of attempts for which something is held elsewhere: `skip` leaves them
 *   out
 * @throws OvertakenError, to be tried again
 */
export async function writeBatch(attempts: Attempt[], lock: Lock): Promise<BatchResult> {
  return inBulk(
    async (bulk) => {
      const [tokens, servers, registered, expected] = await Promise.all([
        findTokens(bulk, attempts, lock),
        findServers(bulk, attempts, lock),
        findRegistered(bulk, attempts),
        findExpected(bulk, attempts),
      ])
      const free = attempts.filter(
        ({ codeHash, machineId }) => !tokens.held.has(codeHash) && !servers.held.has(machineId),
      )
      const found = { tokens: tokens.known, servers: servers.known }
      const known = {
        ...found,
        registered,
        expectedIn: await seatsOf(bulk, attempts, expected, found),
      }
      const plan = planBatch(known, free)
      await write(bulk, plan, [...tokens.known.values()])
      const { arriving, waveIds, isEverybodyNew } = concernedByWaves(plan, known)
      await settle(bulk, arriving, waveIds, isEverybodyNew)
      const decided = new Set(free)
      return {
        outcomes: new Map(free.map((attempt, index) => [attempt, plan.outcomes[index]])),
        held: attempts.filter((attempt) => !decided.has(attempt)),
      }
    },
    lock,
    WAVES,
  )
}

/** Lists stay as they are while machines are looked for on them. */
const WAVES = { name: 'waves', how: 'together' } as const

async function write(
  bulk: Bulk,
  { servers, claims, uses }: BatchPlan,
  tokens: HeldToken[],
): Promise<void> {
  if (servers.length === 0) return
  const inOrder = servers.toSorted(byMachine)
  const rows = inOrder.map(rowOf)
  const [first] = claims
  const [written] = await Promise.all([
    bulk.upsert('SourceServer', SERVER, rows, { key: 'machineId', kept: KEPT }),
    first && bulk.insert('Registration', REGISTRATION, claims.map(entryOf)),
    first && countUses(bulk, uses, tokens),
    first && countDaily(bulk, 'registration', first.attempt.at, claims.length),
  ])
  // A server that was not there when it was looked for, and is now, was not written over.
  if (written !== rows.length)
    throw new OvertakenError('a machine registered elsewhere at the same moment')
  for (const server of inOrder) await recordReturn(bulk, server)
}

function entryOf({
  attempt: { machineId, ip, agentVersion, at },
  tokenId,
  sourceId,
}: BatchPlan['claims'][number]): Row {
  return { tokenId, machineId, sourceServerId: sourceId, ip, agentVersion, at }
}

const byMachine = ({ attempt: one }: ServerWrite, { attempt: other }: ServerWrite) =>
  one.machineId < other.machineId ? -1 : 1

function rowOf({ attempt, tokenId, server }: ServerWrite): Row {
  const { machineId, hostname, platform, architecture, agentVersion, systemInfo, searchFacts, at } =
    attempt
  const known = {
    ...server,
    machineId,
    hostname,
    name: hostname,
    searchName: searchText(hostname),
  }
  const facts = { platform, architecture, agentVersion, systemInfo, searchFacts }
  const found = {
    externalId: attempt.externalId ?? null,
    externalKey: externalKeyOf(attempt.externalId),
    shortKey: attempt.keys.shortKey,
    addressKey: addressKeyOf(attempt.ip),
  }
  return {
    ...known,
    ...facts,
    ...found,
    state: 'Available',
    lastTokenId: tokenId,
    seenAt: at,
  }
}

/**
 * Counts the uses of tokens. The count is in no index; what lists are narrowed by is brought along
 * where it changes, and the rest the list takes up when it is read.
 */
async function countUses(
  bulk: Bulk,
  uses: Map<string, number>,
  tokens: HeldToken[],
): Promise<void> {
  const used = tokens.filter(({ id }) => uses.has(id))
  const moves = (token: HeldToken) =>
    usageStateOf(token) !==
    usageStateOf({ ...token, registeredCount: token.registeredCount + (uses.get(token.id) ?? 0) })
  const moved = used.filter(moves).map(({ id }) => id)
  const unlisted = used.filter((token) => !token.unlisted && !moves(token)).map(({ id }) => id)
  await Promise.all([
    bulk.add('AccessToken', 'id', 'registeredCount', [...uses].sort()),
    moved.length > 0 &&
      bulk.set('AccessToken', 'id', moved, '"listedCount" = "registeredCount", unlisted = false'),
    unlisted.length > 0 && bulk.set('AccessToken', 'id', unlisted, 'unlisted = true'),
  ])
}

/** That a machine came back, or is known in another way now, goes into the audit. */
async function recordReturn(bulk: Bulk, { attempt, server, before }: ServerWrite): Promise<void> {
  if (!before) return
  const { hostname, ip } = attempt
  const changes = {
    ...(before.deletedAt && { deleted: ['yes', 'no'] as [string, string] }),
    ...(before.hostname !== hostname && {
      hostname: [before.hostname, hostname] as [string, string],
    }),
    ...(before.machineKeyHash !== server.machineKeyHash && {
      machineKey: [keyWord(before.machineKeyHash), 'new'] as [string, string],
    }),
  }
  if (Object.keys(changes).length === 0) return
  const subject = { id: server.id, name: hostname, ip }
  // Whoever changes a host name back and forth is told by one event.
  await recordRepeatable(
    bulk,
    subject,
    'source.registered_again',
    server.id,
    changes,
    Object.keys(changes).join(),
  )
}

const keyWord = (hash: string | null) => (hash === null ? 'none' : 'another')
