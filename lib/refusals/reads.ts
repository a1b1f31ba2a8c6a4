import 'server-only'
import type { Actor } from '../actors/actor'
import { db, type Sql, sql } from '../db/client'
import { idPattern } from '../ids.shared'
import type { Page, PageRequest, Total } from '../list/page.shared'
import { withinPeriod } from '../list/period'
import { type List, readPage } from '../list/read-page'
import { textSearch } from '../list/text-search'
import { sumOf, totalOf } from '../list/total'
import { storedMachineId } from '../machines/machine-id'
import { searchText } from '../text/search-text.shared'
import { tokenIdsNamed } from '../tokens/list/named'
import { type TokenName, tokenNames } from '../tokens/reads'
import type { RefusalFilter } from './query.shared'
import type { KeptReason, RefusalSummary } from './schema.shared'

const PAGE_SIZE = 50

const REFUSAL = {
  id: true,
  tokenId: true,
  reason: true,
  source: true,
  hostname: true,
  ip: true,
  attempts: true,
  firstAt: true,
  lastAt: true,
} as const

type RefusalRow = Omit<RefusalSummary, 'reason' | 'tokenName' | 'tokenDeleted'> & { reason: string }

const LIST: Omit<List<RefusalRow>, 'branches'> = {
  table: 'Refusal',
  id: { column: 'id', of: ({ id }) => id },
  order: { column: 'lastAt', direction: 'desc', kind: 'moment', of: ({ lastAt }) => lastAt },
  read: (ids) => db.refusal.findMany({ where: { id: { in: ids } }, select: REFUSAL }),
}

const SEARCHED = { table: 'Refusal', nameColumn: 'searchText', keepsDeleted: false }

function summarize({ reason, ...row }: RefusalRow, names: Map<string, TokenName>): RefusalSummary {
  const token = names.get(row.tokenId)
  return {
    ...row,
    reason: reason as KeptReason,
    tokenName: token?.name ?? null,
    tokenDeleted: token?.deleted ?? false,
  }
}

/** A page of refusals. `incomplete`: the search looked only so far; it goes on from there. */
export type RefusalPage = Page<RefusalSummary> & { incomplete: boolean; total?: Total }

/**
 * Reads a page of the attempts that were turned away, the latest first. A search that is a code's
 * ID, or that no host name, machine or address holds but the names of codes do, finds the refusals
 * of these codes.
 */
export async function listRefusals(
  actor: Actor,
  filter: RefusalFilter,
  request: PageRequest = {},
  size = PAGE_SIZE,
): Promise<RefusalPage> {
  const { search = '', code, reason, ...period } = filter
  const narrowed = [
    sql`1 = 1`,
    ...(code ? [sql`"tokenId" = ${code}`] : []),
    ...(reason ? [sql`reason = ${reason}`] : []),
    ...withinPeriod('lastAt', period),
  ]
  if (search === '') return read([narrowed], request, size)
  const ofToken = (id: string) => [...narrowed, sql`"tokenId" = ${id}`]
  if (idPattern('at').test(search)) return read([ofToken(search)], request, size)
  const text = textSearch(SEARCHED, searchText(storedMachineId(search)))
  const list = { ...LIST, branches: [narrowed], search: { text, narrowed } }
  const { found, ...page } = await readPage(list, request, size)
  if (page.entries.length > 0 || page.incomplete) {
    const total = found === undefined ? undefined : { count: found, more: false }
    return { ...(await withNames(page)), total }
  }
  const tokens = await tokenIdsNamed(actor, search)
  return read(tokens.map(ofToken), request, size)
}

/** How many refusals a token has, up to 10,000. */
export function countRefusals(_actor: Actor, tokenId: string): Promise<Total> {
  return totalOf('Refusal', [sql`"tokenId" = ${tokenId}`])
}

async function read(branches: Sql[][], request: PageRequest, size: number): Promise<RefusalPage> {
  const [{ found: _, ...page }, totals] = await Promise.all([
    readPage({ ...LIST, branches }, request, size),
    Promise.all(branches.map((conditions) => totalOf('Refusal', conditions))),
  ])
  return { ...(await withNames(page)), total: sumOf(totals) }
}

async function withNames<P extends { entries: RefusalRow[] }>(page: P) {
  const names = await tokenNames(page.entries.map(({ tokenId }) => tokenId))
  return { ...page, entries: page.entries.map((row) => summarize(row, names)) }
}
