export type Value = string | number | boolean | Date | null
export type Row = Record<string, Value>

/** Columns that a statement writes, with what they hold. */
export type Columns = Record<string, 'text' | 'integer' | 'moment' | 'flag'>

/** What becomes of rows that another transaction holds: they are waited for, or left out. */
export type Lock = 'wait' | 'skip'

/** What transactions agree on beside rows, with the number by which PostgreSQL knows it. */
export const LOCK_NAMES = { waves: 20_261_127 } as const

/**
 * A name that a transaction holds from its beginning to its end, `together` with others who do so
 * or `alone`; it is waited for as long as a statement may take. SQLite has one writer, which is
 * always alone.
 */
export type Holding = { name: keyof typeof LOCK_NAMES; how: 'together' | 'alone' }

/**
 * How rows of a table are found by a key of another one, whose `id` stands in their column `link`.
 */
type Through = { table: string; key: string; link: string }

/**
 * A transaction whose statements write and read many rows at once, each in one go and in the words
 * of the database. They run in the order in which they are called, and need not be waited for one
 * by one. Rows are written in the order in which they are given; whoever gives them in the order of
 * their key never waits for each other in a circle.
 */
export type Bulk = {
  /**
   * The rows whose key is among some values, held to the end; those that somebody else holds are
   * named in `held`. SQLite has one writer, which holds everything.
   */
  hold: (
    table: string,
    columns: Columns,
    key: string,
    values: string[],
    lock: Lock,
  ) => Promise<{ rows: Row[]; held: string[] }>
  /**
   * Which of some pairs of values belong together: the key of a row in another table, and a column
   * of a row that leads to it.
   */
  findPairs: (
    table: string,
    column: string,
    through: Through,
    pairs: [string, string][],
  ) => Promise<[string, string][]>
  /** The rows of which one of some columns holds one of its values; each comes once. */
  findAny: (table: string, columns: Columns, wanted: Record<string, string[]>) => Promise<Row[]>
  insert: (table: string, columns: Columns, rows: Row[]) => Promise<void>
  /**
   * Writes rows, over those with the same `key` whose `id` is the same.
   * @returns how many were written
   */
  upsert: (
    table: string,
    columns: Columns,
    rows: Row[],
    on: { key: string; kept: string[] },
  ) => Promise<number>
  /** Adds to a number of the rows that are named by their key. */
  add: (table: string, key: string, column: string, amounts: [string, number][]) => Promise<void>
  /** Writes columns of rows that are there, each found by the value in its `key`. */
  change: (table: string, columns: Columns, rows: Row[], key: string) => Promise<void>
  /** Sets columns of the rows that are named by their key, as SQL says it. */
  set: (table: string, key: string, values: string[], assignments: string) => Promise<void>
  /** The rows of a statement that both databases understand, with `$1`, `$2` … for its values. */
  read: (sql: string, values: Value[]) => Promise<Row[]>
  /** Runs such a statement that gives no rows. */
  write: (sql: string, values: Value[]) => Promise<void>
}

/**
 * Runs some work in a transaction of its own, on a connection that is kept for such: all of it is
 * written, or nothing. Where it must wait for what another transaction holds, with `skip` it gives
 * up sooner.
 */
export type InBulk = <T>(
  work: (bulk: Bulk) => Promise<T>,
  lock?: Lock,
  holding?: Holding,
) => Promise<T>

/** Where such transactions run, and the way to give its connections back. */
export type BulkConnections = { inBulk: InBulk; close: () => Promise<void> }
