import 'server-only'
import type { Actor } from '../actors/actor'
import { inBulk } from '../db/bulk/bulk'
import { db, type Sql, sql } from '../db/client'
import type { Page, PageRequest, Total } from '../list/page.shared'
import { withinPeriod } from '../list/period'
import type { Period } from '../list/period.shared'
import { type List, readPage } from '../list/read-page'
import { textSearch } from '../list/text-search'
import { totalOf } from '../list/total'
import { keysOfMachine } from '../machines/keys'
import { storedMachineId } from '../machines/machine-id'
import { searchText } from '../text/search-text.shared'
import { hashCode, isWellFormedCode } from '../tokens/code'
import { type TokenName, tokenNames } from '../tokens/reads'
import type { TokenStatus } from '../tokens/status.shared'
import { statusOf } from '../tokens/status.shared'
import { openSeats } from '../waves/matching/place'
import { findHostsFor, findMembers } from '../waves/matching/rows'
import type { UsedToken } from './rule'
import type { RegistrationSummary, TokenProgress } from './schema.shared'
import type { SourceFacts } from './source-facts'

const LEDGER_PAGE_SIZE = 50

const SOURCES = { table: 'SourceServer', nameColumn: 'searchName' }

/** What a code allows; `takes` says whether it takes the machine that asked. */
export type CheckedCode = UsedToken & { status: TokenStatus; takes: boolean }

/**
 * What a code allows at a moment, without using it. The code itself is the proof of identity.
 * @param facts of the machine that would register, where it says so
 * @returns `undefined` for a code that is mistyped or belongs to nothing
 */
export async function checkCode(
  code: string,
  facts?: { machine: SourceFacts; ip: string },
  now = new Date(),
): Promise<CheckedCode | undefined> {
  if (!isWellFormedCode(code)) return undefined
  const token = await db.accessToken.findFirst({
    where: { codeHash: hashCode(code), deletedAt: null },
    select: {
      id: true,
      count: true,
      registeredCount: true,
      expiresAt: true,
      disabledAt: true,
      waveId: true,
      onlyExpected: true,
    },
  })
  if (!token) return undefined
  const { waveId, onlyExpected, ...used } = token
  const takes = !facts || !onlyExpected || !waveId || (await isExpectedIn(waveId, used.id, facts))
  return { ...used, status: statusOf(token, now), takes }
}

/** Whether a machine is on the list of a wave, or came with this code before. */
async function isExpectedIn(
  waveId: string,
  tokenId: string,
  { machine, ip }: { machine: SourceFacts; ip: string },
): Promise<boolean> {
  const { hostname, externalId, ipAddresses = [] } = machine
  const machineId = storedMachineId(machine.machineId)
  const keys = keysOfMachine({ hostname, machineId, externalId, addresses: [...ipAddresses, ip] })
  const source = await db.sourceServer.findUnique({ where: { machineId }, select: { id: true } })
  const [hosts, members] = await inBulk((bulk) =>
    Promise.all([
      findHostsFor(bulk, [keys]),
      source ? findMembers(bulk, { sourceServerId: [source.id] }) : [],
    ]),
  )
  const member = members.find((one) => one.waveId === waveId)
  const here = hosts.filter((host) => host.waveId === waveId)
  if (openSeats({ keys, sourceId: source?.id, member }, here).length > 0) return true
  const where = { tokenId, machineId, sourceServer: { deletedAt: null } }
  return (await db.registration.count({ where })) > 0
}

const REGISTRATION = {
  tokenId: true,
  machineId: true,
  ip: true,
  agentVersion: true,
  at: true,
  sourceServer: { select: { id: true, name: true, deletedAt: true } },
} as const

type RegistrationRow = {
  tokenId: string
  machineId: string
  ip: string
  agentVersion: string
  at: Date
  sourceServer: { id: string; name: string; deletedAt: Date | null }
}

function summarize(
  { tokenId, ip, agentVersion, at, sourceServer }: RegistrationRow,
  token?: TokenName,
): RegistrationSummary {
  return {
    tokenId,
    tokenName: token?.name ?? null,
    tokenDeleted: token?.deleted ?? false,
    sourceId: sourceServer.id,
    sourceName: sourceServer.name,
    sourceDeleted: sourceServer.deletedAt !== null,
    ip,
    agentVersion,
    at,
  }
}

const registrationsBy = { column: 'at', direction: 'desc', kind: 'moment' } as const

/** The ledger of a token narrowed: by a part of what a source server is found by, and by days. */
export type RegistrationFilter = Period & { search?: string }

/** What a filter says; a token has no more registrations than its count, so no index is needed. */
function conditionsOf(tokenId: string, { search, ...period }: RegistrationFilter): Sql[] {
  const text = search && textSearch(SOURCES, searchText(search)).eachRow
  return [
    sql`"tokenId" = ${tokenId}`,
    ...withinPeriod('at', period),
    ...(text ? [sql`"sourceServerId" IN (SELECT id FROM "SourceServer" WHERE ${text})`] : []),
  ]
}

/** Reads the machines that registered with a token, newest first, with their total. */
export async function listRegistrationsOfToken(
  _actor: Actor,
  tokenId: string,
  request: PageRequest = {},
  filter: RegistrationFilter = {},
  size = LEDGER_PAGE_SIZE,
): Promise<Page<RegistrationSummary> & { total: Total }> {
  const conditions = conditionsOf(tokenId, filter)
  const list: List<RegistrationRow> = {
    table: 'Registration',
    id: { column: 'machineId', of: ({ machineId }) => machineId },
    order: { ...registrationsBy, of: ({ at }) => at },
    branches: [conditions],
    read: (ids) =>
      db.registration.findMany({
        where: { tokenId, machineId: { in: ids } },
        select: REGISTRATION,
      }),
  }
  const [page, total] = await Promise.all([
    readPage(list, request, size),
    totalOf('Registration', conditions),
  ])
  return { ...page, total, entries: page.entries.map((row) => summarize(row)) }
}

/** So many of the latest are named. */
const LATEST = 3

/** How far a token has been used, and by whom last; `undefined` where there is none (any more). */
export async function getProgress(_actor: Actor, id: string): Promise<TokenProgress | undefined> {
  const [token, latest] = await Promise.all([
    db.accessToken.findFirst({ where: { id, deletedAt: null }, select: { registeredCount: true } }),
    db.registration.findMany({
      where: { tokenId: id },
      take: LATEST,
      orderBy: [{ at: 'desc' }, { machineId: 'desc' }],
      select: { sourceServer: { select: { name: true } } },
    }),
  ])
  return token
    ? { ...token, latest: latest.map(({ sourceServer }) => sourceServer.name) }
    : undefined
}

/** Reads the machines that registered with a token within a period, newest first. */
export async function listRegistrationsWithin(
  _actor: Actor,
  tokenId: string,
  { from, to }: { from: Date; to?: Date },
  limit: number,
): Promise<RegistrationSummary[]> {
  const rows = await db.registration.findMany({
    where: { tokenId, at: { gte: from, ...(to && { lte: to }) } },
    orderBy: [{ at: 'desc' }, { machineId: 'desc' }],
    take: limit,
    select: REGISTRATION,
  })
  return rows.map((row) => summarize(row))
}

/** Reads the codes that a source server registered with, newest first. */
export async function listRegistrationsOfSource(
  _actor: Actor,
  sourceServerId: string,
  request: PageRequest = {},
): Promise<Page<RegistrationSummary>> {
  const list: List<RegistrationRow> = {
    table: 'Registration',
    id: { column: 'tokenId', of: ({ tokenId }) => tokenId },
    order: { ...registrationsBy, of: ({ at }) => at },
    branches: [[sql`"sourceServerId" = ${sourceServerId}`]],
    read: (ids) =>
      db.registration.findMany({
        where: { sourceServerId, tokenId: { in: ids } },
        select: REGISTRATION,
      }),
  }
  const page = await readPage(list, request, LEDGER_PAGE_SIZE)
  const names = await tokenNames(page.entries.map((row) => row.tokenId))
  return { ...page, entries: page.entries.map((row) => summarize(row, names.get(row.tokenId))) }
}
