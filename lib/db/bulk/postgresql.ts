import type { Pool } from 'pg'
import { createPool } from '../postgresql/pool'
import { Statements } from './prepared'
import {
  type Bulk,
  type BulkConnections,
  type Columns,
  type Holding,
  type InBulk,
  LOCK_NAMES,
  type Lock,
  type Row,
  type Value,
} from './statements'

/** How long a statement waits for a row that somebody else holds. */
const LOCK_MILLISECONDS = { wait: 5_000, skip: 1_000 }

// On a table without statistics the planner would read it from end to end; there is an index for
// each of these statements.
const begin = ({ lock, holding }: Pick<Way, 'lock' | 'holding'>) =>
  [
    'BEGIN ISOLATION LEVEL READ COMMITTED',
    'SET LOCAL enable_seqscan = off',
    ...(holding ? ['SET LOCAL lock_timeout = 0', heldAs(holding)] : []),
    `SET LOCAL lock_timeout = ${LOCK_MILLISECONDS[lock]}`,
  ].join('; ')

const heldAs = ({ name, how }: Holding) =>
  `SELECT pg_advisory_xact_lock${how === 'alone' ? '' : '_shared'}(${LOCK_NAMES[name]})`

const TYPES = { text: 'text', integer: 'integer', moment: 'timestamp', flag: 'boolean' } as const
const asStored = (value: Value) =>
  value instanceof Date ? value.toISOString().slice(0, -1) : value
const quoted = (name: string) => `"${name}"`

/** Transactions over a pool of their own. */
export function postgresqlBulk(connectionString: string): BulkConnections {
  // Statements are sent without waiting for the answers of those before them.
  const pool = createPool('bulk', { connectionString, pipeline: true, allowExitOnIdle: true })
  let areNamed = true
  const inBulk: InBulk = async (work, lock = 'wait', holding) => {
    const wereNamed = areNamed
    try {
      return await transact(pool, { areNamed: wereNamed, lock, holding }, work)
    } catch (error) {
      // A pooler lends another connection to each transaction, and this one knows the names of
      // somebody else.
      if (!wereNamed || !UNKNOWN_NAME.has((error as { code?: string }).code)) throw error
      areNamed = false
      return transact(pool, { areNamed, lock, holding }, work)
    }
  }
  return { inBulk, close: () => pool.end() }
}

/** A prepared statement that is not there, or is there already. */
const UNKNOWN_NAME = new Set<string | undefined>(['26000', '42P05'])

type Way = { areNamed: boolean; lock: Lock; holding: Holding | undefined }

async function transact<T>(
  pool: Pool,
  { areNamed, lock, holding }: Way,
  work: (bulk: Bulk) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  const statements = new Statements(client, areNamed)
  let isBroken = false
  try {
    const [, result] = await Promise.all([
      client.query(begin({ lock, holding })),
      work(bulkOf(statements)),
    ])
    await client.query('COMMIT')
    return result
  } catch (error) {
    isBroken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    )
    const cause = statements.failure ?? error
    // It quotes the row that could not be written, which is not for the log.
    if (cause instanceof Error && 'detail' in cause) cause.detail = undefined
    throw cause
  } finally {
    client.release(isBroken)
  }
}

function bulkOf(statements: Statements): Bulk {
  const run = async (text: string, values: unknown[]) => (await statements.run(text, values)).rows
  const write = async (text: string, values: unknown[]) =>
    (await statements.run(text, values)).rowCount ?? 0
  const rowsOf = (columns: Columns) =>
    `unnest(${Object.values(columns)
      .map((type, index) => `$${index + 1}::${TYPES[type]}[]`)
      .join(', ')})`
  const listed = (columns: Columns, rows: Row[]) =>
    Object.keys(columns).map((name) => rows.map((row) => asStored(row[name] ?? null)))
  const into = (table: string, columns: Columns) =>
    `INSERT INTO ${quoted(table)} (${Object.keys(columns).map(quoted).join(', ')}) SELECT * FROM
       ${rowsOf(columns)}`
  return {
    async hold(table, columns, key, values, lock) {
      const names = Object.keys(columns).map(quoted).join(', ')
      const wanted = `FROM ${quoted(table)} WHERE ${quoted(key)} = ANY($1::text[])`
      const mine = `SELECT ${names} ${wanted} ORDER BY ${quoted(key)} FOR UPDATE`
      if (lock === 'wait') return { rows: await run(mine, [values]), held: [] }
      const rows = await run(
        `WITH mine AS MATERIALIZED (${mine} SKIP LOCKED), there AS MATERIALIZED (SELECT
          ${quoted(key)} AS named ${wanted})
         SELECT there.named, mine.* FROM there LEFT JOIN mine ON mine.${quoted(key)} = there.named`,
        [values],
      )
      const isMine = (row: Row) => row[key] !== null
      return {
        rows: rows.filter(isMine),
        held: rows.filter((row) => !isMine(row)).map(({ named }) => String(named)),
      }
    },
    async findPairs(table, column, { table: other, key, link }, pairs) {
      const rows = await run(
        `SELECT a, b FROM unnest($1::text[], $2::text[]) AS wanted(a, b) WHERE EXISTS (
           SELECT 1 FROM ${quoted(other)} JOIN ${quoted(table)} ON ${quoted(table)}.${quoted(link)}
             = ${quoted(other)}.id
           WHERE ${quoted(other)}.${quoted(key)} = a AND ${quoted(table)}.${quoted(column)} = b)`,
        [pairs.map(([a]) => a), pairs.map(([, b]) => b)],
      )
      return rows.map(({ a, b }): [string, string] => [String(a), String(b)])
    },
    findAny(table, columns, wanted) {
      const names = Object.keys(columns).map(quoted).join(', ')
      const conditions = Object.keys(wanted).map(
        (name, index) => `${quoted(name)} = ANY($${index + 1}::text[])`,
      )
      return run(
        `SELECT ${names} FROM ${quoted(table)} WHERE ${conditions.join(' OR ')}`,
        Object.values(wanted),
      )
    },
    async insert(table, columns, rows) {
      await write(into(table, columns), listed(columns, rows))
    },
    upsert(table, columns, rows, { key, kept }) {
      const changed = Object.keys(columns).filter((name) => !kept.includes(name))
      const set = changed.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ')
      const conflict = `ON CONFLICT (${quoted(key)}) DO UPDATE SET ${set} WHERE
         ${quoted(table)}.id = excluded.id`
      return write(`${into(table, columns)} ${conflict}`, listed(columns, rows))
    },
    async add(table, key, column, amounts) {
      const sum = `${quoted(column)} = changed.${quoted(column)} + change.amount`
      await write(
        `UPDATE ${quoted(table)} AS changed SET ${sum} FROM unnest($1::text[], $2::integer[]) AS
          change(named, amount)
         WHERE changed.${quoted(key)} = change.named`,
        [amounts.map(([name]) => name), amounts.map(([, amount]) => amount)],
      )
    },
    async change(table, columns, rows, key) {
      const names = Object.keys(columns)
      const set = names
        .filter((name) => name !== key)
        .map((name) => `${quoted(name)} = given.${quoted(name)}`)
      await write(
        `UPDATE ${quoted(table)} AS changed SET ${set.join(', ')} FROM ${rowsOf(columns)} AS
          given(${names.map(quoted).join(', ')})
         WHERE changed.${quoted(key)} = given.${quoted(key)}`,
        listed(columns, rows),
      )
    },
    async set(table, key, values, assignments) {
      await write(
        `UPDATE ${quoted(table)} SET ${assignments} WHERE ${quoted(key)} = ANY($1::text[])`,
        [values],
      )
    },
    read: (sql, values) => run(sql, values.map(asStored)),
    async write(sql, values) {
      await write(sql, values.map(asStored))
    },
  }
}
