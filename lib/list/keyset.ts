import 'server-only'
import { db, joinSql, nameSql, provider, type Sql, sql } from '../db/client'
import { allOf, type Searchable, type TextMatch } from './text-search'

/** A place in a list: the value it is ordered by, and the ID that tells equal values apart. */
export type ListKey = { value: Date | number | string; id: string }

export type KeyedList = {
  table: Searchable
  column: string
  direction: 'asc' | 'desc'
  /**
   * Conditions that exclude each other. Each is a range of one index in the list's order; they are
   * merged while they are read.
   */
  branches: Sql[][]
  beyond?: ListKey
  limit: number
}

/**
 * What a search found. `total` where it was counted; `reached`, the ID of the last row looked at,
 * where the search was not ended.
 */
export type SearchedIds = { ids: string[]; total?: number; reached?: string }

/**
 * Up to so many matches are all found and sorted. With more, the list is walked in its order, which
 * meets one soon.
 */
export const FEW_MATCHES = 10_000

/** Rows looked at in a walk: first a few, and then as many as one request may cost. */
const STRIDES = [1_000, 8_000]

type Row = { id: string }

const orderOf = ({ direction }: KeyedList) =>
  direction === 'asc' ? sql`ORDER BY key ASC, id ASC` : sql`ORDER BY key DESC, id DESC`

function rangeOf({ beyond, direction }: KeyedList, column: Sql): Sql[] {
  if (!beyond) return []
  const { value, id } = beyond
  return [
    direction === 'asc'
      ? sql`(${column}, id) > (${value}, ${id})`
      : sql`(${column}, id) < (${value}, ${id})`,
  ]
}

/**
 * The first rows of a list from its key on, merged from its branches; `also` names more columns of
 * each row. SQLite merges what is in order by itself; PostgreSQL does when each branch says its
 * order and an end.
 */
function merged(list: KeyedList, rows: number, also = sql``): Sql {
  const by = nameSql(list.column)
  const range = rangeOf(list, by)
  const order = orderOf(list)
  const parts = list.branches.map((conditions) => {
    const part = sql`SELECT id, ${by} AS key${also} FROM ${nameSql(list.table)} WHERE ${allOf([...conditions, ...range])}`
    return provider === 'sqlite' || list.branches.length === 1
      ? part
      : sql`(${part} ${order} LIMIT ${rows})`
  })
  return sql`${joinSql(parts, ' UNION ALL ')} ${order} LIMIT ${rows}`
}

const idsOf = (rows: Row[]) => rows.map(({ id }) => id)

/**
 * Reads the IDs of a list that begins beyond a key. The cost depends on the limit and the branches,
 * not on the table.
 * @param skipped so many of the first are left out
 */
export async function readKeyedIds(list: KeyedList, skipped = 0): Promise<string[]> {
  if (list.branches.length === 0) return []
  if (skipped === 0) return idsOf(await db.$queryRaw<Row[]>`${merged(list, list.limit)}`)
  return idsOf(
    await db.$queryRaw<
      Row[]
    >`SELECT id FROM (${merged(list, list.limit)}) AS walked ${orderOf(list)} LIMIT ${list.limit} OFFSET ${skipped}`,
  )
}

/**
 * Reads the IDs of a list that hold a text. Few matches are found by their index and sorted; of
 * many, those that a walk of bounded length meets. So the cost has a limit, however the matches
 * lie.
 * @param narrowed the branches of the list as one condition
 */
export async function searchKeyedIds(
  list: KeyedList,
  narrowed: Sql[],
  match: TextMatch,
): Promise<SearchedIds> {
  if (list.branches.length === 0) return { ids: [], total: 0 }
  const { indexed } = match
  if (indexed && !(await indexed.isMoreThan(FEW_MATCHES)))
    return sortMatches(list, [indexed.condition, ...narrowed])
  for (const stride of STRIDES) {
    const rows = await db.$queryRaw<Row[]>`
      SELECT id FROM (${merged(list, stride, sql`, ${match.columns}`)}) AS walked WHERE ${match.eachRow} ${orderOf(list)} LIMIT ${list.limit}`
    if (rows.length === list.limit) return { ids: idsOf(rows) }
    const [reached] = await readKeyedIds({ ...list, limit: stride }, stride - 1)
    if (!reached || stride === STRIDES.at(-1)) return { ids: idsOf(rows), reached }
  }
  return { ids: [] }
}

async function sortMatches(list: KeyedList, conditions: Sql[]): Promise<SearchedIds> {
  const range = rangeOf(list, sql`key`)
  const rows = await db.$queryRaw<(Row & { total: number | bigint })[]>`
    WITH found AS MATERIALIZED (SELECT id, ${nameSql(list.column)} AS key FROM ${nameSql(list.table)} WHERE ${allOf(conditions)})
    SELECT id, (SELECT count(*) FROM found) AS total FROM found WHERE ${allOf([sql`1 = 1`, ...range])} ${orderOf(list)} LIMIT ${list.limit}`
  return { ids: idsOf(rows), total: Number(rows[0]?.total ?? 0) }
}
