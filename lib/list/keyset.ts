import 'server-only'
import { db, joinSql, nameSql, provider, type Sql, sql } from '../db/client'
import { allOf, type TextSearch } from './text-search'

/** A place in a list, in the types of the database. */
export type Place = { value: Date | number | string; id: string }

/** A stretch of a list: rows of a table in the order of a column, from a place on. */
export type Keyset = {
  table: string
  /** The column that tells rows apart which are equal in `column`. */
  id: string
  column: string
  direction: 'asc' | 'desc'
  /**
   * Conditions that exclude each other. Each is a range of one index in the list's order; they are
   * merged while they are read.
   */
  branches: Sql[][]
  from?: Place
  limit: number
}

/**
 * What a search found. `total` where it was counted; `scanCursor`, the ID of the last row looked
 * at, where the search was not ended.
 */
export type SearchedIds = { ids: string[]; total?: number; scanCursor?: string }

/**
 * Up to so many matches are all found and sorted. With more, the list is walked in its order, which
 * meets one soon.
 */
export const FEW_MATCHES = 10_000

/** Rows looked at in a walk: first a few, and then as many as one request may cost. */
const STRIDES = [1_000, 8_000]

type Row = { id: string }

const orderOf = ({ direction }: Keyset) =>
  direction === 'asc' ? sql`ORDER BY key ASC, id ASC` : sql`ORDER BY key DESC, id DESC`

function rangeOf({ from, direction }: Keyset, column: Sql, id: Sql): Sql[] {
  if (!from) return []
  const place = sql`(${from.value}, ${from.id})`
  return [
    direction === 'asc' ? sql`(${column}, ${id}) > ${place}` : sql`(${column}, ${id}) < ${place}`,
  ]
}

/**
 * The first rows of a stretch, merged from its branches; `also` names more columns of each row.
 * SQLite merges what is in order by itself; PostgreSQL does when each branch says its order and an
 * end.
 */
function merged(keyset: Keyset, rows: number, also = sql``): Sql {
  const [column, id] = [nameSql(keyset.column), nameSql(keyset.id)]
  const range = rangeOf(keyset, column, id)
  const order = orderOf(keyset)
  const parts = keyset.branches.map((conditions) => {
    const part = sql`
      SELECT ${id} AS id, ${column} AS key${also} FROM ${nameSql(keyset.table)}
      WHERE ${allOf([...conditions, ...range])}`
    const isMerged = provider === 'sqlite' || keyset.branches.length === 1
    return isMerged ? part : sql`(${part} ${order} LIMIT ${rows})`
  })
  return sql`${joinSql(parts, ' UNION ALL ')} ${order} LIMIT ${rows}`
}

const idsOf = (rows: Row[]) => rows.map(({ id }) => id)

/**
 * Reads the IDs of a stretch. The cost depends on the limit and the branches, not on the table.
 * @param skipped so many of the first are left out
 */
export async function readIds(keyset: Keyset, skipped = 0): Promise<string[]> {
  const { branches, limit } = keyset
  if (branches.length === 0) return []
  if (skipped === 0) return idsOf(await db.$queryRaw<Row[]>`${merged(keyset, limit)}`)
  return idsOf(
    await db.$queryRaw<Row[]>`
      SELECT id FROM (${merged(keyset, limit)}) AS walked
      ${orderOf(keyset)} LIMIT ${limit} OFFSET ${skipped}`,
  )
}

/**
 * Reads the IDs of a stretch that hold a text. Few matches are found by their index and sorted; of
 * many, those that a walk of bounded length meets. So the cost has a limit, however the matches
 * lie.
 * @param narrowed the branches as one condition
 */
export async function searchIds(
  keyset: Keyset,
  narrowed: Sql[],
  search: TextSearch,
): Promise<SearchedIds> {
  if (keyset.branches.length === 0) return { ids: [], total: 0 }
  const { indexed, columns, eachRow } = search
  if (indexed && !(await indexed.isMoreThan(FEW_MATCHES)))
    return sortMatches(keyset, [indexed.condition, ...narrowed])
  for (const stride of STRIDES) {
    const rows = await db.$queryRaw<Row[]>`
      SELECT id FROM (${merged(keyset, stride, sql`, ${columns}`)}) AS walked
      WHERE ${eachRow} ${orderOf(keyset)} LIMIT ${keyset.limit}`
    if (rows.length === keyset.limit) return { ids: idsOf(rows) }
    const [scanCursor] = await readIds({ ...keyset, limit: stride }, stride - 1)
    if (!scanCursor || stride === STRIDES.at(-1)) return { ids: idsOf(rows), scanCursor }
  }
  return { ids: [] }
}

async function sortMatches(keyset: Keyset, conditions: Sql[]): Promise<SearchedIds> {
  const { table, column, id, limit } = keyset
  const range = rangeOf(keyset, sql`key`, sql`id`)
  const rows = await db.$queryRaw<(Row & { total: number | bigint })[]>`
    WITH found AS MATERIALIZED (
      SELECT ${nameSql(id)} AS id, ${nameSql(column)} AS key
      FROM ${nameSql(table)} WHERE ${allOf(conditions)}
    )
    SELECT id, (SELECT count(*) FROM found) AS total FROM found
    WHERE ${allOf([sql`1 = 1`, ...range])} ${orderOf(keyset)} LIMIT ${limit}`
  return { ids: idsOf(rows), total: Number(rows[0]?.total ?? 0) }
}
