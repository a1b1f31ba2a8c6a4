import 'server-only'
import { z } from 'zod'
import type { Actor } from '../actors/actor'
import { db, sql } from '../db/client'
import { type KeyedList, readKeyedIds, type SearchedIds, searchKeyedIds } from '../list/keyset'
import {
  formatPageKey,
  isBackwards,
  type Page,
  type PageRequest,
  pageOf,
} from '../list/page.shared'
import { textMatch } from '../list/text-search'
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

/** A whole ID leads to its source server at once; what else is searched is part of a text. */
const ID = /^s-[a-z0-9]{20}$/

async function readIds(
  search: string,
  list: Omit<KeyedList, 'table' | 'branches'>,
): Promise<SearchedIds> {
  const wanted = search.trim()
  const living = sql`"deletedAt" IS NULL`
  const branch = ID.test(wanted) ? [living, sql`id = ${wanted}`] : [living]
  const keyed: KeyedList = { ...list, table: 'SourceServer', branches: [branch] }
  if (wanted === '' || ID.test(wanted)) return { ids: await readKeyedIds(keyed) }
  const find = (text: string) =>
    searchKeyedIds(keyed, branch, textMatch('SourceServer', searchText(text)))
  const hashed = storedMachineId(wanted)
  const found = hashed === wanted ? undefined : await find(hashed)
  return found && found.ids.length > 0 ? found : find(wanted)
}

async function readRows(ids: string[]): Promise<SummaryRow[]> {
  const rows = await db.sourceServer.findMany({ where: { id: { in: ids } }, select: SUMMARY })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const keyOf = ({ registeredAt, id }: SummaryRow) => formatPageKey({ at: registeredAt, id })

/**
 * A page of source servers. `unended`: the search looked only so far, and goes on at the key of the
 * next page.
 */
export type SourcePage = Page<SourceSummary> & { unended: boolean }

/**
 * Reads a page of the source servers, newest first, by key.
 * @param search part of a name, host name, address or machine ID, or a whole ID; upper and lower
 *   case are the same. Fewer than three characters are looked for in names alone
 */
export async function listSources(
  _actor: Actor,
  request: PageRequest = {},
  search = '',
): Promise<SourcePage> {
  const key = request.after ?? request.before
  const backwards = isBackwards(request)
  const { ids, reached } = await readIds(search, {
    column: 'registeredAt',
    direction: backwards ? 'asc' : 'desc',
    beyond: key && { value: key.at, id: key.id },
    limit: PAGE_SIZE + 1,
  })
  const page = pageOf(await readRows(ids), request, PAGE_SIZE, keyOf)
  const [end] = reached ? await readRows([reached]) : []
  const names = await tokenNames(page.entries.map((row) => row.lastTokenId))
  const entries = page.entries.map((row) => summarize(row, names))
  return {
    ...page,
    ...(end && { [backwards ? 'newer' : 'older']: keyOf(end) }),
    unended: end !== undefined,
    entries,
  }
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
export type NumberedSourceQuery = {
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
export async function listSourcesByNumber(
  _actor: Actor,
  { ids, name, state, page, size }: NumberedSourceQuery,
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
