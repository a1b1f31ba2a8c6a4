import 'server-only'
import type { Actor } from '../actors/actor'
import { db, joinSql, type Sql, sql } from '../db/client'
import { idPattern } from '../ids.shared'
import type { Page, PageRequest, Total } from '../list/page.shared'
import { withinPeriod } from '../list/period'
import { type List, readPage } from '../list/read-page'
import { allOf, textSearch } from '../list/text-search'
import { sumOf, totalOf } from '../list/total'
import { storedMachineId } from '../machines/machine-id'
import { searchText } from '../text/search-text.shared'
import { tokenIdsCalled, tokenIdsNamed } from '../tokens/list/named'
import { tokenNames } from '../tokens/reads'
import type { SourceFilter } from './query.shared'
import type { SourceSummary } from './schema.shared'
import { SUMMARY, type SummaryRow, summarize } from './summary'

const PAGE_SIZE = 50

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

/** Which rows are in a state, each served by an index. */
const STATES = {
  any: sql`"deletedAt" IS NULL`,
  open: sql`"deletedAt" IS NULL AND "reopenedAt" IS NOT NULL`,
  deleted: sql`"deletedAt" IS NOT NULL`,
}
const SEARCHED = { table: 'SourceServer', nameColumn: 'searchName' }

/** A page of source servers. `incomplete`: the search looked only so far; it goes on from there. */
export type SourcePage = Page<SourceSummary> & { incomplete: boolean; total?: Total }

/**
 * Reads a page of the source servers, newest first. A search finds parts of names, host names,
 * addresses and machine IDs, or a whole ID; where it finds nothing, the names of codes. Upper and
 * lower case are the same; fewer than three characters are looked for in names alone. A `code` that
 * is no ID stands for the newest 50 codes that have it in their name.
 */
export async function listSources(
  actor: Actor,
  request: PageRequest = {},
  { search = '', code, platform, state, ...period }: SourceFilter = {},
  size = PAGE_SIZE,
): Promise<SourcePage> {
  const narrowed = [STATES[state ?? 'any'], ...withinPeriod('registeredAt', period)]
  const ofToken = (id: string) => [...narrowed, sql`"lastTokenId" = ${id}`]
  const codes = code ? await tokenIdsCalled(actor, code) : undefined
  const isOfCode = (id: string) => !codes || codes.includes(id)
  const branches = codes ? codes.map(ofToken) : [narrowed]
  const read = (wanted: Sql[][]) => readSources(wanted, { platform, request, size })
  if (search === '' || branches.length === 0) return read(branches)
  if (idPattern('s').test(search)) return read(branches.map((one) => [...one, sql`id = ${search}`]))
  if (idPattern('at').test(search)) return read([search].filter(isOfCode).map(ofToken))
  const ofCodes = codes ? [...narrowed, sql`"lastTokenId" IN (${joinSql(codes)})`] : narrowed
  // The machine ID of a system is stored as its hash.
  const hashed = storedMachineId(search)
  for (const text of hashed === search ? [search] : [hashed, search]) {
    const page = await searchSources(text, ofCodes, { platform, state, request, size })
    if (page.entries.length > 0 || page.incomplete || page.pastEnd) return page
  }
  return read((await tokenIdsNamed(actor, search)).filter(isOfCode).map(ofToken))
}

/** Counts source servers; those of a platform only where all are few enough to look at each. */
async function countSources(branches: Sql[][], only: Sql | undefined): Promise<Total | undefined> {
  const countOf = async (wanted: Sql[][]) =>
    sumOf(await Promise.all(wanted.map((one) => totalOf('SourceServer', one))))
  const all = await countOf(branches)
  if (!only) return all
  return all.more ? undefined : countOf(branches.map((one) => [...one, only]))
}

type Wanted = {
  platform?: string
  state?: SourceFilter['state']
  request: PageRequest
  size: number
}

/** Programs of others write it as they like. */
const ofPlatform = (platform: string | undefined): Sql[] =>
  platform ? [sql`lower(platform) = ${platform}`] : []

/** A platform that few have is looked for row by row, within the limits of a search. */
async function readSources(
  branches: Sql[][],
  { platform, request, size }: Wanted,
): Promise<SourcePage> {
  const [only] = ofPlatform(platform)
  const search = only && {
    text: { eachRow: only, columns: sql`platform` },
    narrowed: branches.map(allOf),
  }
  const list = { ...LIST, branches, search }
  const [{ found: _, ...page }, total] = await Promise.all([
    readPage(list, request, size),
    countSources(branches, only),
  ])
  return { ...(await withNames(page)), total }
}

async function searchSources(
  text: string,
  narrowed: Sql[],
  { platform, state, request, size }: Wanted,
): Promise<SourcePage> {
  const conditions = [...narrowed, ...ofPlatform(platform)]
  const { indexed, ...eachRow } = textSearch(SEARCHED, searchText(text))
  // What is deleted is not in the index of texts.
  const how = state === 'deleted' ? eachRow : { ...eachRow, indexed }
  const search = { text: how, narrowed: conditions }
  const { found, ...page } = await readPage(
    { ...LIST, branches: [conditions], search },
    request,
    size,
  )
  const total = found === undefined ? undefined : { count: found, more: false }
  return { ...(await withNames(page)), total }
}

async function withNames<P extends { entries: SummaryRow[] }>(page: P) {
  const names = await tokenNames(page.entries.map((row) => row.lastTokenId))
  return { ...page, entries: page.entries.map((row) => summarize(row, names)) }
}
