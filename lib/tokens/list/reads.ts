import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { db, joinSql, type Sql, sql } from '@/lib/db/client'
import {
  FEW_MATCHES,
  type KeyedList,
  type ListKey,
  readKeyedIds,
  type SearchedIds,
  searchKeyedIds,
} from '@/lib/list/keyset'
import { isBackwards, type Page, pageOf } from '@/lib/list/page.shared'
import { allOf, countUpTo, type TextMatch, textMatch } from '@/lib/list/text-search'
import { searchText } from '@/lib/text/search-text'
import { SUMMARY, summarizeAll } from '../reads'
import type { TokenSummary } from '../schema.shared'
import type { TokenStatus } from '../status.shared'
import { horizonEnds, type ShelfFilter, shelvesOf } from './buckets.shared'
import {
  formatTokenKey,
  type TokenFilter,
  type TokenKey,
  type TokenListQuery,
  type TokenSort,
} from './query.shared'
import { freshenShelves } from './refresh-buckets'

/** Totals are counted up to here. */
const COUNTED = FEW_MATCHES

/** How many tokens there are; `more` when there are more than were counted. */
export type Total = { count: number; more: boolean }

/**
 * A page of tokens, and how many there are in all, where that can be told at a bounded cost.
 * `unended`: a search that very many tokens match looked only so far; it goes on at the key of the
 * next page.
 */
export type TokenPage = Page<TokenSummary> & { total?: Total; unended: boolean }

const COLUMN: Record<TokenSort, string> = {
  created: 'createdAt',
  expires: 'expiresAt',
  usage: 'usage',
  name: 'sortName',
}

type Conditions = { shelves: number[]; createdBy: Sql[]; match?: TextMatch }

function conditionsOf(filter: TokenFilter): Conditions {
  const text = searchText(filter.search.trim())
  return {
    shelves: shelvesOf(filter),
    createdBy: filter.createdBy ? [sql`"createdBy" = ${filter.createdBy}`] : [],
    match: text === '' ? undefined : textMatch('AccessToken', text),
  }
}

/** All shelves of a filter as one condition. */
function narrowedBy({ shelves, createdBy }: Conditions): Sql[] {
  return [shelves.length > 0 ? sql`shelf IN (${joinSql(shelves)})` : sql`1 = 0`, ...createdBy]
}

async function readIds(
  conditions: Conditions,
  list: Omit<KeyedList, 'table' | 'branches'>,
): Promise<SearchedIds> {
  const branches = conditions.shelves.map((shelf) => [
    sql`shelf = ${shelf}`,
    ...conditions.createdBy,
  ])
  const keyed: KeyedList = { ...list, table: 'AccessToken', branches }
  return conditions.match
    ? searchKeyedIds(keyed, narrowedBy(conditions), conditions.match)
    : { ids: await readKeyedIds(keyed) }
}

/**
 * What a key of a URL means to the database; `undefined` where it does not belong to this order.
 */
function listKey(sort: TokenSort, key: TokenKey | undefined): ListKey | undefined {
  if (!key) return undefined
  if (sort === 'name') return key
  if (!/^\d{1,13}$/.test(key.value)) return undefined
  return { id: key.id, value: sort === 'usage' ? Number(key.value) : new Date(Number(key.value)) }
}

type ListRow = Parameters<typeof summarizeAll>[0][number] & {
  sortName: string
  listedCount: number
}

function keyOf(sort: TokenSort, row: ListRow): TokenKey {
  const values: Record<TokenSort, string | number> = {
    created: row.createdAt.getTime(),
    expires: row.expiresAt.getTime(),
    usage: Math.floor((row.listedCount * 1_000_000) / row.count),
    name: row.sortName,
  }
  return { value: String(values[sort]), id: row.id }
}

/** Reads the rows of some tokens, in the order of their IDs. */
async function readRows(ids: string[]): Promise<ListRow[]> {
  const rows = await db.accessToken.findMany({
    where: { id: { in: ids } },
    select: { ...SUMMARY, sortName: true, listedCount: true },
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/**
 * Reads a page of the tokens that are not deleted, as its URL asks for it, with their total.
 * By key: neither depth nor size of the table count.
 */
export async function listTokens(_actor: Actor, query: TokenListQuery): Promise<TokenPage> {
  await freshenShelves(horizonEnds(new Date()))
  const { sort, order, size } = query
  const request = { after: listKey(sort, query.after), before: listKey(sort, query.before) }
  const backwards = isBackwards(request)
  const conditions = conditionsOf(query)
  const { ids, total, reached } = await readIds(conditions, {
    column: COLUMN[sort],
    direction: (order === 'asc') === backwards ? 'desc' : 'asc',
    beyond: request.after ?? request.before,
    limit: size + 1,
  })
  const formatKey = (row: ListRow) => formatTokenKey(keyOf(sort, row))
  const page = pageOf(await readRows(ids), request, size, formatKey)
  const [end] = reached ? await readRows([reached]) : []
  return {
    ...page,
    ...(end && { [backwards ? 'newer' : 'older']: formatKey(end) }),
    unended: end !== undefined,
    entries: await summarizeAll(page.entries),
    total: await totalOf(conditions, total),
  }
}

/** Tokens that a filter lets through, and where to go on if there may be more. */
export type MatchingTokens = { ids: string[]; after?: TokenKey }

/**
 * Reads tokens that a filter lets through, those created last before a key first: for what is done
 * to all of them.
 */
export async function listMatchingIds(
  _actor: Actor,
  filter: TokenFilter,
  beyond: TokenKey,
  limit: number,
): Promise<MatchingTokens> {
  await freshenShelves(horizonEnds(new Date()))
  const { ids, reached } = await readIds(conditionsOf(filter), {
    column: COLUMN.created,
    direction: 'desc',
    beyond: listKey('created', beyond),
    limit,
  })
  const end = reached ?? (ids.length === limit ? ids.at(-1) : undefined)
  const [row] = end ? await readRows([end]) : []
  return { ids, after: row && keyOf('created', row) }
}

/** Counts the tokens that each of some filters lets through, up to 10,000. */
export async function countTokens(_actor: Actor, ...filters: ShelfFilter[]): Promise<Total[]> {
  await freshenShelves(horizonEnds(new Date()))
  return Promise.all(
    filters.map(async (filter) =>
      asTotal(await countOnShelves(conditionsOf({ ...filter, search: '' }))),
    ),
  )
}

const STATUSES = ['active', 'disabled', 'expired', 'exhausted'] as const satisfies TokenStatus[]

/** How many tokens have each status, up to 10,000; for the metrics, which name none of them. */
export async function countByStatus(): Promise<Record<TokenStatus, number>> {
  await freshenShelves(horizonEnds(new Date()))
  const counts = await Promise.all(
    STATUSES.map((status) => countOnShelves(conditionsOf({ status, search: '' }))),
  )
  return Object.fromEntries(
    STATUSES.map((status, index) => [status, Math.min(counts[index] ?? 0, COUNTED)]),
  ) as Record<TokenStatus, number>
}

const asTotal = (count: number): Total => ({
  count: Math.min(count, COUNTED),
  more: count > COUNTED,
})

function countOnShelves(conditions: Conditions, more: Sql[] = []): Promise<number> {
  return countUpTo(
    sql`SELECT 1 FROM "AccessToken" WHERE ${allOf([...narrowedBy(conditions), ...more])}`,
    COUNTED + 1,
  )
}

/**
 * The total of a list. Of a search that many match, it is known where the filter leaves few, or is
 * none.
 */
async function totalOf(
  conditions: Conditions,
  found: number | undefined,
): Promise<Total | undefined> {
  const { shelves, createdBy, match } = conditions
  if (found !== undefined) return asTotal(found)
  const onShelves = await countOnShelves(conditions)
  if (!match) return asTotal(onShelves)
  if (onShelves <= COUNTED) return asTotal(await countOnShelves(conditions, [match.eachRow]))
  const isNarrowed = createdBy.length > 0 || shelves.length < shelvesOf({}).length
  return isNarrowed || !match.indexed ? undefined : asTotal(COUNTED + 1)
}
