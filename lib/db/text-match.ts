import 'server-only'
import { db, joinSql, provider, type Sql, sql } from './client'

/** The tables that can be searched for a part of a text. Deleted rows are never found. */
type Searchable = 'AccessToken' | 'SourceServer'

/** Two ways to say the same condition: by the index, for few matches, and row by row, for lists that meet a match soon. */
export type TextMatch = { byIndex: Sql; eachRow: Sql }

/** Shorter texts have no trigram. */
export const SHORTEST_PART = 3

const COLUMN: Record<Searchable, Sql> = {
  AccessToken: sql`"searchText"`,
  // As the index has it: another spelling of the same would not be served by it.
  SourceServer: provider === 'sqlite' ? sql`"searchName" || char(10) || "searchFacts"` : sql`("searchName" || chr(10) || "searchFacts")`,
}

/** The full-text query of SQLite that finds a text as it stands. */
const phrase = (text: string) => `"${text.replaceAll('"', '""')}"`

const MATCHING_ROWS: Record<Searchable, (text: string) => Sql> = {
  AccessToken: (text) => sql`SELECT rowid FROM "AccessTokenSearch" WHERE "AccessTokenSearch" MATCH ${phrase(text)}`,
  SourceServer: (text) => sql`SELECT rowid FROM "SourceServerSearch" WHERE "SourceServerSearch" MATCH ${phrase(text)}`,
}

const MATCHING_IDS: Record<Searchable, (text: string) => Sql> = {
  AccessToken: (text) => sql`SELECT id FROM "AccessTokenText" WHERE "row" IN (${MATCHING_ROWS.AccessToken(text)})`,
  SourceServer: (text) => sql`SELECT id FROM "SourceServerText" WHERE "row" IN (${MATCHING_ROWS.SourceServer(text)})`,
}

const LIVING: Record<Searchable, Sql> = {
  AccessToken: sql`"AccessToken" WHERE "deletedAt" IS NULL`,
  SourceServer: sql`"SourceServer" WHERE "deletedAt" IS NULL`,
}

/**
 * Conditions for the rows that hold a text.
 * @param text of at least {@link SHORTEST_PART} characters, as {@link searchText} makes it
 */
export function textMatch(table: Searchable, text: string): TextMatch {
  const eachRow = sql`${COLUMN[table]} LIKE ${`%${text}%`}`
  return {
    byIndex: provider === 'sqlite' ? sql`id IN (${MATCHING_IDS[table](text)})` : sql`("deletedAt" IS NULL AND ${eachRow})`,
    eachRow,
  }
}

/** How many rows hold a text; counting ends at `limit`. */
export async function countMatches(table: Searchable, text: string, limit: number): Promise<number> {
  const rows = provider === 'sqlite' ? MATCHING_ROWS[table](text) : sql`SELECT 1 FROM ${LIVING[table]} AND ${textMatch(table, text).eachRow}`
  return countUpTo(rows, limit)
}

/** Counts what a query finds, up to a limit, so that the cost has a limit too. */
export async function countUpTo(rows: Sql, limit: number): Promise<number> {
  const [found] = await db.$queryRaw<{ n: number | bigint }[]>`SELECT count(*) AS n FROM (${rows} LIMIT ${limit}) AS found`
  return Number(found?.n ?? 0)
}

/** All of some conditions; there is at least one. */
export const allOf = (conditions: Sql[]): Sql => joinSql(conditions, ' AND ')
