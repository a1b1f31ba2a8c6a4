import 'server-only'
import { db, joinSql, nameSql, provider, type Sql, sql } from '../db/client'
import { isStatementTimeout } from '../db/errors/violation'

/**
 * A table that can be searched for a part of its column `searchText`, and the column of names that
 * short texts are looked for in. Deleted rows are never found, in tables that keep them.
 */
export type Searchable = { table: string; nameColumn: string; keepsDeleted?: boolean }

/** A condition that an index serves, and whether more rows fulfil it than a number. */
type Indexed = { condition: Sql; isMoreThan: (number: number) => Promise<boolean> }

/**
 * Two ways to say the same condition: row by row, looking at `columns`, for lists that meet a match
 * soon; and by the index, for few matches, where there is one.
 */
export type TextSearch = { eachRow: Sql; columns: Sql; indexed?: Indexed }

/** Shorter texts have no trigram: they are looked for in names alone, and only row by row. */
const SHORTEST_PART = 3

/** What pg_trgm has trigrams for; it passes over everything else. */
const INDEXED_PART = /[\p{L}\p{N}]{3}/u

/** What LIKE takes for more than itself. */
const WILDCARD = /[%_\\]/g

/** Behind every name in the order of bytes. */
export const LAST_CHARACTER = '\u{10FFFF}'

/**
 * Conditions for the rows that hold a text; in their name, where it has fewer than three
 * characters.
 * @param text not empty, as {@link searchText} makes it
 */
export function textSearch(
  { table, nameColumn, keepsDeleted = true }: Searchable,
  text: string,
): TextSearch {
  const isShort = [...text].length < SHORTEST_PART
  const columns = isShort ? nameSql(nameColumn) : sql`"searchText"`
  const eachRow = sql`${columns} LIKE ${`%${text.replace(WILDCARD, '\\$&')}%`} ESCAPE '\\'`
  if (isShort) return { eachRow, columns }
  if (provider === 'postgresql') {
    if (!INDEXED_PART.test(text)) return { eachRow, columns }
    const condition = keepsDeleted ? sql`"deletedAt" IS NULL AND ${eachRow}` : eachRow
    const rows = sql`SELECT 1 FROM ${nameSql(table)} WHERE ${condition}`
    return {
      eachRow,
      columns,
      indexed: { condition, isMoreThan: (number) => isMoreThan(rows, number) },
    }
  }
  const search = nameSql(`${table}Search`)
  const rows = sql`SELECT rowid FROM ${search} WHERE "searchText" MATCH
     ${`"${text.replaceAll('"', '""')}"`}`
  const condition = sql`"row" IN (${rows})`
  return {
    eachRow,
    columns,
    indexed: {
      condition,
      isMoreThan: async (number) => (await countUpTo(rows, number + 1)) > number,
    },
  }
}

/** How long matches are counted before they count as many. */
const PATIENCE_MILLISECONDS = 250

/** So many times more than asked for must be expected before that is believed without counting. */
const CLEARLY = 3

/**
 * PostgreSQL takes long to find very many matches by trigrams, and knows beforehand that they are
 * many.
 */
async function isMoreThan(rows: Sql, number: number): Promise<boolean> {
  const [plan] = await db.$queryRaw<
    Record<string, { Plan: { 'Plan Rows': number } }[]>[]
  >`EXPLAIN (FORMAT JSON) ${rows}`
  const expected = plan?.['QUERY PLAN']?.[0]?.Plan['Plan Rows'] ?? 0
  if (expected > CLEARLY * number) return true
  const count = await countInTime(rows, number + 1)
  return count === undefined || count > number
}

/**
 * Counts what a query finds, up to a limit; `undefined` when that takes too long: trigrams that
 * very many share meet few.
 */
async function countInTime(rows: Sql, limit: number): Promise<number | undefined> {
  try {
    const [, [found]] = await db.$transaction([
      db.$queryRaw`SELECT set_config('statement_timeout', ${String(PATIENCE_MILLISECONDS)}, true)`,
      db.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM (${rows} LIMIT ${limit}) AS found`,
    ])
    return Number(found?.n ?? 0)
  } catch (error) {
    if (isStatementTimeout(error)) return undefined
    throw error
  }
}

/** Counts what a query finds, up to a limit, so that the cost has a limit too. */
export async function countUpTo(rows: Sql, limit: number): Promise<number> {
  const [found] = await db.$queryRaw<
    { n: number | bigint }[]
  >`SELECT count(*) AS n FROM (${rows} LIMIT ${limit}) AS found`
  return Number(found?.n ?? 0)
}

/** All of some conditions; there is at least one. */
export const allOf = (conditions: Sql[]): Sql => joinSql(conditions, ' AND ')
