import 'server-only'
import { db, joinSql, nameSql, provider, type Sql, sql } from './client'

/** The tables that can be searched for a part of their `searchText`. Deleted rows are never found. */
export type Searchable = 'AccessToken' | 'SourceServer'

/**
 * Two ways to say the same condition: by the index, for few matches, and row by row, for lists that meet a match soon; that
 * one looks at `columns`.
 */
export type TextMatch = { byIndex: Sql; eachRow: Sql; columns: Sql; count: (limit: number) => Promise<number> }

/** Shorter texts have no trigram: they are looked for at the beginning of a name. */
const SHORTEST_PART = 3

/** Behind every name in the order of bytes. */
export const LAST_CHARACTER = '\u{10FFFF}'

const NAME: Record<Searchable, Sql> = { AccessToken: sql`"sortName"`, SourceServer: sql`"searchName"` }

/**
 * Conditions for the rows that hold a text, or whose name begins with it where it has fewer than three characters.
 * @param text not empty, as {@link searchText} makes it
 */
export function textMatch(table: Searchable, text: string): TextMatch {
  const living = sql`"deletedAt" IS NULL`
  const rowsWith = (condition: Sql) => sql`SELECT 1 FROM ${nameSql(table)} WHERE ${condition}`
  if ([...text].length < SHORTEST_PART) {
    const columns = NAME[table]
    const eachRow = sql`(${columns} >= ${text} AND ${columns} < ${text + LAST_CHARACTER})`
    const byIndex = sql`${living} AND ${eachRow}`
    return { byIndex, eachRow, columns, count: (limit) => countUpTo(rowsWith(byIndex), limit) }
  }
  const columns = sql`"searchText"`
  const eachRow = sql`"searchText" LIKE ${`%${text}%`}`
  if (provider === 'postgresql') {
    const byIndex = sql`${living} AND ${eachRow}`
    return { byIndex, eachRow, columns, count: (limit) => countUpTo(rowsWith(byIndex), limit) }
  }
  const search = nameSql(`${table}Search`)
  const rows = sql`SELECT rowid FROM ${search} WHERE "searchText" MATCH ${`"${text.replaceAll('"', '""')}"`}`
  return { byIndex: sql`"row" IN (${rows})`, eachRow, columns, count: (limit) => countUpTo(rows, limit) }
}

/** Counts what a query finds, up to a limit, so that the cost has a limit too. */
export async function countUpTo(rows: Sql, limit: number): Promise<number> {
  const [found] = await db.$queryRaw<{ n: number | bigint }[]>`SELECT count(*) AS n FROM (${rows} LIMIT ${limit}) AS found`
  return Number(found?.n ?? 0)
}

/** All of some conditions; there is at least one. */
export const allOf = (conditions: Sql[]): Sql => joinSql(conditions, ' AND ')
