import 'server-only'
import { z } from 'zod'
import type { Actor } from '../actors/actor'
import { db, sql } from '../db/client'
import { idPattern } from '../ids.shared'
import type { Page, PageRequest } from '../list/page.shared'
import { type List, readPage } from '../list/read-page'
import { textSearch } from '../list/text-search'
import { searchText } from '../text/search-text'
import { type TokenName, tokenNames } from '../tokens/reads'
import { storedMachineId } from './machine-id'
import type { SourceDetails, SourceState, SourceSummary } from './schema.shared'

const PAGE_SIZE = 50

const SUMMARY = {
  id: true,
  name: true,
  hostname: true,
  platform: true,
  architecture: true,
  systemInfo: true,
  lastTokenId: true,
  registeredAt: true,
  seenAt: true,
} as const

/** What a registration keeps of the machine as JSON. Written by registerSourceServer alone. */
const systemInfoSchema = z.object({
  operatingSystem: z.string().optional(),
  kernel: z.string().optional(),
  cpuCount: z.number().optional(),
  memoryBytes: z.number().optional(),
  disks: z.array(z.object({ path: z.string(), sizeBytes: z.number() })).default([]),
  ipAddresses: z.array(z.string()).default([]),
})

type SummaryRow = Omit<SourceSummary, 'tokenId' | 'tokenName' | 'tokenDeleted' | 'ipAddresses'> & {
  lastTokenId: string
  systemInfo: string
}

function summarize(
  { lastTokenId, systemInfo, ...row }: SummaryRow,
  names: Map<string, TokenName>,
): SourceSummary {
  const { ipAddresses } = systemInfoSchema.parse(JSON.parse(systemInfo))
  const token = names.get(lastTokenId)
  return {
    ...row,
    ipAddresses,
    tokenId: lastTokenId,
    tokenName: token?.name ?? null,
    tokenDeleted: token?.deleted ?? false,
  }
}

const LIST: Omit<List<SummaryRow>, 'branches'> = {
  table: 'SourceServer',
  id: { column: 'id', of: ({ id }) => id },
  order: {
    column: 'registeredAt',
    direction: 'desc',
    kind: 'moment',
    of: ({ registeredAt }) => registeredAt,
  },
  read: (ids) => db.sourceServer.findMany({ where: { id: { in: ids } }, select: SUMMARY }),
}

const LIVING = sql`"deletedAt" IS NULL`

/** A whole ID leads to its source server at once; what else is searched is part of a text. */
function listOf(search: string): List<SummaryRow> {
  if (search === '') return { ...LIST, branches: [[LIVING]] }
  if (idPattern('s').test(search)) return { ...LIST, branches: [[LIVING, sql`id = ${search}`]] }
  const text = textSearch({ table: 'SourceServer', nameColumn: 'searchName' }, searchText(search))
  return { ...LIST, branches: [[LIVING]], search: { text, narrowed: [LIVING] } }
}

/** A page of source servers. `incomplete`: the search looked only so far; it goes on from there. */
export type SourcePage = Page<SourceSummary> & { incomplete: boolean }

/**
 * Reads a page of the source servers, newest first.
 * @param search part of a name, host name, address or machine ID, or a whole ID; upper and lower
 *   case are the same. Fewer than three characters are looked for in names alone
 */
export async function listSources(
  _actor: Actor,
  request: PageRequest = {},
  search = '',
): Promise<SourcePage> {
  const wanted = search.trim()
  const hashed = storedMachineId(wanted)
  const read = (text: string) => readPage(listOf(text), request, PAGE_SIZE)
  // The machine ID of a system is stored as its hash.
  const byHash = hashed === wanted ? undefined : await read(hashed)
  const { found: _, ...page } = byHash && byHash.entries.length > 0 ? byHash : await read(wanted)
  const names = await tokenNames(page.entries.map((row) => row.lastTokenId))
  return { ...page, entries: page.entries.map((row) => summarize(row, names)) }
}

const DETAILS = {
  ...SUMMARY,
  machineId: true,
  machineKeyHash: true,
  reopenedAt: true,
  description: true,
  agentVersion: true,
} as const

type DetailsRow = SummaryRow & {
  machineId: string
  machineKeyHash: string | null
  reopenedAt: Date | null
  description: string | null
  agentVersion: string
}

function detailsOf(row: DetailsRow, names: Map<string, TokenName>): SourceDetails {
  const { machineId, machineKeyHash, reopenedAt, description, agentVersion, ...summary } = row
  const systemInfo = systemInfoSchema.parse(JSON.parse(summary.systemInfo))
  const proof = reopenedAt ? 'open' : machineKeyHash ? 'key' : 'hostname'
  return {
    ...systemInfo,
    ...summarize(summary, names),
    machineId,
    proof,
    description,
    agentVersion,
  }
}

/** Reads all that is known of a source server; `undefined` when there is none or it was deleted. */
export async function getSource(_actor: Actor, id: string): Promise<SourceDetails | undefined> {
  const row = await db.sourceServer.findFirst({ where: { id, deletedAt: null }, select: DETAILS })
  return row ? detailsOf(row, await tokenNames([row.lastTokenId])) : undefined
}

/** Which source servers are wanted, joined by AND; `name` as a whole. Pages are numbered from 1. */
export type OffsetSourceQuery = {
  ids?: string[]
  name?: string
  state?: SourceState
  page: number
  size: number
}

/**
 * Reads a page of source servers by its number, newest first, with their exact total: for callers
 * that can't page by key.
 */
export async function listSourcesByOffset(
  _actor: Actor,
  { ids, name, state, page, size }: OffsetSourceQuery,
): Promise<{ total: number; sources: (SourceDetails & { state: string })[] }> {
  const where = {
    deletedAt: null,
    ...(ids && { id: { in: ids } }),
    ...(name !== undefined && { name }),
    ...(state && { state }),
  }
  const total = await db.sourceServer.count({ where })
  if ((page - 1) * size >= total) return { total, sources: [] }
  const rows = await db.sourceServer.findMany({
    where,
    orderBy: [{ registeredAt: 'desc' }, { id: 'desc' }],
    skip: (page - 1) * size,
    take: size,
    select: { ...DETAILS, state: true },
  })
  const names = await tokenNames(rows.map(({ lastTokenId }) => lastTokenId))
  return {
    total,
    sources: rows.map(({ state: current, ...row }) => ({
      ...detailsOf(row, names),
      state: current,
    })),
  }
}
