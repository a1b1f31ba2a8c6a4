import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { db, type Sql, sql } from '@/lib/db/client'
import type { Cursor, Page, Total } from '@/lib/list/page.shared'
import { type List, type Order, readNextIds, readPage } from '@/lib/list/read-page'
import { allOf, countUpTo, textSearch } from '@/lib/list/text-search'
import { asTotal, COUNTED } from '@/lib/list/total'
import { searchText } from '@/lib/text/search-text.shared'
import { SUMMARY, summarizeAll } from '../reads'
import type { TokenSummary } from '../schema.shared'
import { STATUSES, type TokenStatus } from '../status.shared'
import { type BucketFilter, bucketsOf } from './buckets.shared'
import { BUCKET, inBuckets } from './columns'
import type { Direction, TokenFilter, TokenListQuery, TokenSort } from './query.shared'
import { refreshBuckets } from './refresh-buckets'

/** A page of tokens, and how many there are in all, where that can be told at a bounded cost. */
export type TokenPage = Page<TokenSummary> & { total?: Total; incomplete: boolean }

type ListRow = Parameters<typeof summarizeAll>[0][number] & {
  sortName: string
  listedCount: number
}

const ORDERS: Record<TokenSort, Omit<Order<ListRow>, 'direction'>> = {
  created: { column: 'createdAt', kind: 'moment', of: ({ createdAt }) => createdAt },
  expires: { column: 'expiresAt', kind: 'moment', of: ({ expiresAt }) => expiresAt },
  // As the database computes it: millionths of the count.
  usage: {
    column: 'usage',
    kind: 'number',
    of: ({ listedCount, count }) => Math.floor((listedCount * 1_000_000) / count),
  },
  name: { column: 'sortName', kind: 'text', of: ({ sortName }) => sortName },
}

/** The filters that compare a column; there is an index with it before the order. */
const COLUMN_FILTERS: Record<Exclude<keyof TokenFilter, keyof BucketFilter | 'search'>, Sql> = {
  by: sql`"createdBy"`,
}

/** What a filter means to the database. */
type Conditions = { buckets: number[]; columns: Sql[]; search?: ReturnType<typeof textSearch> }

function conditionsOf(filter: TokenFilter): Conditions {
  const text = searchText(filter.search.trim())
  const columns = Object.entries(COLUMN_FILTERS).flatMap(([name, column]) => {
    const value = filter[name as keyof typeof COLUMN_FILTERS]
    return value === undefined ? [] : [sql`${column} = ${value}`]
  })
  const search = text
    ? textSearch({ table: 'AccessToken', nameColumn: 'sortName' }, text)
    : undefined
  return { buckets: bucketsOf(filter), columns, search }
}

/** All branches of the list as one condition. */
const narrowedBy = ({ buckets, columns }: Conditions): Sql[] => [inBuckets(buckets), ...columns]

function listOf(conditions: Conditions, sort: TokenSort, direction: Direction): List<ListRow> {
  const { buckets, columns, search } = conditions
  return {
    table: 'AccessToken',
    id: { column: 'id', of: ({ id }) => id },
    order: { ...ORDERS[sort], direction },
    branches: buckets.map((bucket) => [sql`${BUCKET} = ${bucket}`, ...columns]),
    search: search && { text: search, narrowed: narrowedBy(conditions) },
    read: (ids) =>
      db.accessToken.findMany({
        where: { id: { in: ids } },
        select: { ...SUMMARY, sortName: true, listedCount: true },
      }),
  }
}

/** Reads a page of the tokens that are not deleted, as its URL asks for it, with their total. */
export async function listTokens(_actor: Actor, query: TokenListQuery): Promise<TokenPage> {
  await refreshBuckets()
  const conditions = conditionsOf(query)
  const list = listOf(conditions, query.sort, query.order)
  const { found, ...page } = await readPage(list, query, query.size)
  const [entries, total] = await Promise.all([
    summarizeAll(page.entries),
    totalOf(conditions, found),
  ])
  return { ...page, entries, total }
}

/**
 * Reads tokens that a filter lets through, those created last after a cursor first: for what is
 * done to all of them. `next` is where to go on, if there may be more.
 */
export async function listMatchingIds(
  _actor: Actor,
  filter: TokenFilter,
  after: Cursor,
  limit: number,
): Promise<{ ids: string[]; next?: Cursor }> {
  await refreshBuckets()
  return readNextIds(listOf(conditionsOf(filter), 'created', 'desc'), after, limit)
}

/** Counts the tokens that each of some filters lets through, up to 10,000. */
export async function countTokens(_actor: Actor, ...filters: BucketFilter[]): Promise<Total[]> {
  await refreshBuckets()
  return Promise.all(
    filters.map(async (filter) => asTotal(await count(conditionsOf({ ...filter, search: '' })))),
  )
}

/** How many tokens have each status, up to 10,000; for the metrics, which name none of them. */
export async function countByStatus(): Promise<Record<TokenStatus, number>> {
  await refreshBuckets()
  const counts = await Promise.all(
    STATUSES.map(async (status) => {
      const found = await count(conditionsOf({ status, search: '' }))
      return [status, Math.min(found, COUNTED)]
    }),
  )
  return Object.fromEntries(counts)
}

function count(conditions: Conditions, more: Sql[] = []): Promise<number> {
  const where = allOf([...narrowedBy(conditions), ...more])
  return countUpTo(sql`SELECT 1 FROM "AccessToken" WHERE ${where}`, COUNTED + 1)
}

/**
 * The total of a list. Of a search that many match, it is known where the filter leaves few, or is
 * none.
 */
async function totalOf(
  conditions: Conditions,
  found: number | undefined,
): Promise<Total | undefined> {
  const { buckets, columns, search } = conditions
  if (found !== undefined) return asTotal(found)
  const inAll = await count(conditions)
  if (!search) return asTotal(inAll)
  if (inAll <= COUNTED) return asTotal(await count(conditions, [search.eachRow]))
  const isNarrowed = columns.length > 0 || buckets.length < bucketsOf({}).length
  return isNarrowed || !search.indexed ? undefined : asTotal(COUNTED + 1)
}
