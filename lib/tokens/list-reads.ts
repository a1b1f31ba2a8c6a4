import 'server-only'
import type { Actor } from '../auth/actor'
import { db, joinSql, type Sql, sql } from '../db/client'
import { moveHorizons } from '../db/horizons'
import { type ListKey, readKeyedIds } from '../db/keyed-ids'
import { allOf, countMatches, countUpTo, SHORTEST_PART, type TextMatch, textMatch } from '../db/text-match'
import { isBackwards, type Page, pageOf } from '../paging'
import { searchText } from '../search-text'
import { formatTokenKey, type TokenFilter, type TokenKey, type TokenListQuery, type TokenSort } from './list-query'
import { SUMMARY, summarizeAll } from './reads'
import type { TokenSummary } from './schema'
import { horizonEnds, shelvesOf } from './shelf'

/** Up to so many matches of a search are sorted; with more of them, walking the list in its order meets them soon. */
const FEW_MATCHES = 4_000

/** Totals are counted up to here. */
export const COUNTED = 10_000

/** How many tokens there are; `more` when there are more than were counted. */
export type Total = { count: number; more: boolean }

/** A page of tokens, and how many there are in all, where that can be told at a bounded cost. */
export type TokenPage = Page<TokenSummary> & { total?: Total }

const COLUMN: Record<TokenSort, string> = { created: 'createdAt', expires: 'expiresAt', usage: 'usage', name: 'sortName' }

/** Finds the rows that hold a text: by trigrams, or by the beginning of the name where the text is too short for that. */
function matchOf(text: string): TextMatch & { count: (limit: number) => Promise<number> } {
  if ([...text].length >= SHORTEST_PART)
    return { ...textMatch('AccessToken', text), count: (limit) => countMatches('AccessToken', text, limit) }
  const begins = sql`("deletedAt" IS NULL AND "sortName" >= ${text} AND "sortName" < ${`${text}\u{10FFFF}`})`
  return { byIndex: begins, eachRow: begins, count: (limit) => countUpTo(sql`SELECT 1 FROM "AccessToken" WHERE ${begins}`, limit) }
}

type Conditions = { shelves: number[]; createdBy: Sql[]; match?: ReturnType<typeof matchOf> }

function conditionsOf(filter: TokenFilter): Conditions {
  const text = searchText(filter.search.trim())
  return {
    shelves: shelvesOf(filter),
    createdBy: filter.createdBy ? [sql`"createdBy" = ${filter.createdBy}`] : [],
    match: text === '' ? undefined : matchOf(text),
  }
}

const onShelves = (shelves: number[]) => (shelves.length > 0 ? sql`shelf IN (${joinSql(shelves)})` : sql`1 = 0`)

/** The ways to read a list: few matches are found first and sorted; else each shelf is walked in the list's order. */
function branchesOf({ shelves, createdBy, match }: Conditions, matches: number): Sql[][] {
  if (match && matches <= FEW_MATCHES) return [[match.byIndex, onShelves(shelves), ...createdBy]]
  return shelves.map((shelf) => [sql`shelf = ${shelf}`, ...createdBy, ...(match ? [match.eachRow] : [])])
}

/** What a key of a URL means to the database; `undefined` where it does not belong to this order. */
function listKey(sort: TokenSort, key: TokenKey | undefined): ListKey | undefined {
  if (!key) return undefined
  if (sort === 'name') return key
  if (!/^\d{1,13}$/.test(key.value)) return undefined
  return { id: key.id, value: sort === 'usage' ? Number(key.value) : new Date(Number(key.value)) }
}

type ListRow = Parameters<typeof summarizeAll>[0][number] & { sortName: string }

function keyOf(sort: TokenSort, row: ListRow): TokenKey {
  const values: Record<TokenSort, string | number> = {
    created: row.createdAt.getTime(),
    expires: row.expiresAt.getTime(),
    usage: Math.floor((row.registeredCount * 1_000_000) / row.count),
    name: row.sortName,
  }
  return { value: String(values[sort]), id: row.id }
}

/** Reads the rows of some tokens, in the order of their IDs. */
async function readRows(ids: string[]): Promise<ListRow[]> {
  const rows = await db.accessToken.findMany({ where: { id: { in: ids } }, select: { ...SUMMARY, sortName: true } })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/**
 * Reads a page of the tokens that are not deleted, as its URL asks for it, with their total.
 * By key: neither depth nor size of the table count.
 */
export async function listTokens(_actor: Actor, query: TokenListQuery): Promise<TokenPage> {
  await moveHorizons(horizonEnds(new Date()))
  const { sort, order, size } = query
  const request = { after: listKey(sort, query.after), before: listKey(sort, query.before) }
  const backwards = isBackwards(request)
  const conditions = conditionsOf(query)
  const matches = (await conditions.match?.count(FEW_MATCHES + 1)) ?? 0
  const ids = await readKeyedIds({
    table: 'AccessToken',
    column: COLUMN[sort],
    direction: (order === 'asc') === backwards ? 'desc' : 'asc',
    branches: branchesOf(conditions, matches),
    beyond: request.after ?? request.before,
    limit: size + 1,
  })
  const page = pageOf(await readRows(ids), request, size, (row) => formatTokenKey(keyOf(sort, row)))
  return { ...page, entries: await summarizeAll(page.entries), total: await totalOf(conditions, matches) }
}

/** Reads tokens that a filter lets through, those created last before a key first: for what is done to all of them. */
export async function listMatchingIds(_actor: Actor, filter: TokenFilter, beyond: TokenKey, limit: number): Promise<TokenKey[]> {
  const conditions = conditionsOf(filter)
  const matches = (await conditions.match?.count(FEW_MATCHES + 1)) ?? 0
  const branches = branchesOf(conditions, matches)
  const ids = await readKeyedIds({ table: 'AccessToken', column: 'createdAt', direction: 'desc', branches, beyond: listKey('created', beyond), limit })
  return (await readRows(ids)).map((row) => keyOf('created', row))
}

/** Counts tokens that lie on some shelves, up to {@link COUNTED}. */
export async function countTokens(_actor: Actor, filter: Omit<TokenFilter, 'search'>): Promise<Total> {
  await moveHorizons(horizonEnds(new Date()))
  return asTotal(await countOnShelves(conditionsOf({ ...filter, search: '' })))
}

const asTotal = (count: number): Total => ({ count: Math.min(count, COUNTED), more: count > COUNTED })

function countOnShelves({ shelves, createdBy }: Conditions, more: Sql[] = []): Promise<number> {
  return countUpTo(sql`SELECT 1 FROM "AccessToken" WHERE ${allOf([onShelves(shelves), ...createdBy, ...more])}`, COUNTED + 1)
}

/** The total of a list: by its matches or by its shelves, whichever is few; unknown when both are many. */
async function totalOf(conditions: Conditions, matches: number): Promise<Total | undefined> {
  const { shelves, createdBy, match } = conditions
  if (!match) return asTotal(await countOnShelves(conditions))
  const all = matches > FEW_MATCHES ? await match.count(COUNTED + 1) : matches
  const narrowed = createdBy.length > 0 || shelves.length < shelvesOf({}).length
  if (!narrowed) return asTotal(all)
  if (all <= COUNTED) return asTotal(await countOnShelves(conditions, [match.byIndex]))
  if ((await countOnShelves(conditions)) <= COUNTED) return asTotal(await countOnShelves(conditions, [match.eachRow]))
  return undefined
}
