import Sqlite from 'better-sqlite3'
import type { Bulk, Columns, InBulk, Row, Value } from './bulk'
import { DatabaseUnavailableError } from './outage'
import { sqliteTurn } from './serialized-sqlite'

const BUSY_MILLISECONDS = 2_500

const quoted = (name: string) => `"${name}"`

/** Moments as the models' client writes them. */
function asStored(value: Value): string | number | null {
  if (value instanceof Date) return value.toISOString().replace('Z', '+00:00')
  return typeof value === 'boolean' ? Number(value) : value
}

/** Transactions on a connection of their own, each in its turn with all that the models' client does. */
export function sqliteBulk(path: string): InBulk {
  let connection: Sqlite.Database | undefined
  return (work) =>
    sqliteTurn(async () => {
      connection ??= open(path)
      connection.exec('BEGIN IMMEDIATE')
      try {
        const result = await work(bulkOf(connection))
        connection.exec('COMMIT')
        return result
      } catch (error) {
        if (connection.inTransaction) connection.exec('ROLLBACK')
        throw error
      }
    })
}

function open(path: string): Sqlite.Database {
  const connection = new Sqlite(path, { timeout: BUSY_MILLISECONDS })
  // What was acknowledged survives a power failure.
  connection.pragma('synchronous = FULL')
  // Pages that many batches change are copied back once for all of them.
  connection.pragma('wal_autocheckpoint = 8000')
  connection.pragma('cache_size = -65536')
  return connection
}

/** Statements that were prepared once, by their text. */
const prepared = new WeakMap<Sqlite.Database, Map<string, Sqlite.Statement>>()

function prepare(connection: Sqlite.Database, text: string): Sqlite.Statement {
  // SQLite ends a transaction by itself where a disk is full: what follows would be written alone.
  if (!connection.inTransaction) throw new DatabaseUnavailableError('the transaction has ended')
  const known = prepared.get(connection) ?? new Map<string, Sqlite.Statement>()
  prepared.set(connection, known)
  const statement = known.get(text) ?? connection.prepare(text)
  known.set(text, statement)
  return statement
}

function bulkOf(connection: Sqlite.Database): Bulk {
  const names = (columns: Columns) => Object.keys(columns).map(quoted).join(', ')
  const into = (table: string, columns: Columns) =>
    `INSERT INTO ${quoted(table)} (${names(columns)}) VALUES (${Object.keys(columns)
      .map(() => '?')
      .join(', ')})`
  const write = (text: string, columns: Columns, rows: Row[]) => {
    const statement = prepare(connection, text)
    let written = 0
    for (const row of rows) written += statement.run(Object.keys(columns).map((name) => asStored(row[name] ?? null))).changes
    return written
  }
  return {
    async hold(table, columns, key, values) {
      const statement = prepare(connection, `SELECT ${names(columns)} FROM ${quoted(table)} WHERE ${quoted(key)} = ?`)
      const moments = Object.keys(columns).filter((name) => columns[name] === 'moment')
      const rows = values.flatMap((value) => statement.all(value) as Row[])
      return { rows: rows.map((row) => withMoments(row, moments)), held: [] }
    },
    async findPairs(table, column, { table: other, key, link }, pairs) {
      const statement = prepare(
        connection,
        `SELECT 1 FROM ${quoted(other)} JOIN ${quoted(table)} ON ${quoted(table)}.${quoted(link)} = ${quoted(other)}.id
         WHERE ${quoted(other)}.${quoted(key)} = ? AND ${quoted(table)}.${quoted(column)} = ?`,
      )
      return pairs.filter(([a, b]) => statement.get(a, b) !== undefined)
    },
    async insert(table, columns, rows) {
      write(into(table, columns), columns, rows)
    },
    async upsert(table, columns, rows, { key, kept }) {
      const changed = Object.keys(columns).filter((name) => !kept.includes(name))
      const set = changed.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ')
      const conflict = `ON CONFLICT (${quoted(key)}) DO UPDATE SET ${set} WHERE ${quoted(table)}.id = excluded.id`
      return write(`${into(table, columns)} ${conflict}`, columns, rows)
    },
    async add(table, key, column, amounts) {
      const sum = `${quoted(column)} = ${quoted(column)} + ?`
      const statement = prepare(connection, `UPDATE ${quoted(table)} SET ${sum} WHERE ${quoted(key)} = ?`)
      for (const [name, amount] of amounts) statement.run(amount, name)
    },
    async set(table, key, values, assignments) {
      const statement = prepare(connection, `UPDATE ${quoted(table)} SET ${assignments} WHERE ${quoted(key)} = ?`)
      for (const value of values) statement.run(value)
    },
    async run(sql, values) {
      const statement = prepare(connection, sql.replace(/\$(\d+)/g, '?$1'))
      const bound = Object.fromEntries(values.map((value, index) => [String(index + 1), asStored(value)]))
      if (statement.reader) return statement.all(bound) as Row[]
      statement.run(bound)
      return []
    },
  }
}

function withMoments(row: Row, moments: string[]): Row {
  for (const name of moments) if (row[name] !== null) row[name] = new Date(String(row[name]))
  return row
}
