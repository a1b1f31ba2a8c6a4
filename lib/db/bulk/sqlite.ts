import { closeSqlite, type SqliteThread, sqliteThread, takeTurn } from '../sqlite/thread'
import type { Result, Statement, StoredRow } from '../sqlite/worker.mjs'
import type { Bulk, BulkConnections, Columns, InBulk, Row, Value } from './statements'

const quoted = (name: string) => `"${name}"`

/** Moments as the models' client writes them. */
function asStored(value: Value): string | number | null {
  if (value instanceof Date) return value.toISOString().replace('Z', '+00:00')
  return typeof value === 'boolean' ? Number(value) : value
}

/**
 * Transactions on a connection of their own, each in its turn with all that the models' client
 * does.
 */
export function sqliteBulk(path: string): BulkConnections {
  const inBulk: InBulk = async (work) => {
    const { result, end } = await takeTurn(async () => {
      const transaction = new SqliteTransaction(sqliteThread(path))
      try {
        const done = await work(bulkOf(transaction))
        await transaction.commit()
        return done
      } catch (error) {
        await transaction.rollback()
        throw error
      }
    })
    end()
    return result
  }
  return { inBulk, close: closeSqlite }
}

/**
 * A transaction in the thread of SQLite. What it writes waits here until something is read or all
 * is committed, and goes there in one message: waking a thread costs more than most statements.
 */
class SqliteTransaction {
  readonly #thread: SqliteThread
  #statements: Statement[] = []
  #hasBegun = false
  #sent: Promise<Result[]> | undefined

  constructor(thread: SqliteThread) {
    this.#thread = thread
  }

  /** Writes, at the latest when it is committed. */
  write(statement: Statement): void {
    this.#statements.push(statement)
  }

  /**
   * The rows that a statement gives, after all that was called before it; those of the same moment
   * go together.
   */
  async read(statement: Statement): Promise<StoredRow[]> {
    const index = this.#statements.push(statement) - 1
    this.#sent ??= Promise.resolve().then(() => this.#send(false))
    return (await this.#sent)[index]?.rows ?? []
  }

  async commit(): Promise<void> {
    await this.#send(true)
  }

  async rollback(): Promise<void> {
    await this.#thread.call('rollback').catch(() => {})
  }

  async #send(isLast: boolean): Promise<Result[]> {
    const message = { isFirst: !this.#hasBegun, isLast, statements: this.#statements }
    this.#hasBegun = true
    this.#statements = []
    this.#sent = undefined
    return JSON.parse(await this.#thread.call('transact', JSON.stringify(message)))
  }
}

function bulkOf(transaction: SqliteTransaction): Bulk {
  const names = (columns: Columns) => Object.keys(columns).map(quoted).join(', ')
  const into = (table: string, columns: Columns) =>
    `INSERT INTO ${quoted(table)} (${names(columns)}) VALUES (${Object.keys(columns)
      .map(() => '?')
      .join(', ')})`
  const write = (text: string, columns: Columns, rows: Row[]) => {
    const runs = rows.map((row) => Object.keys(columns).map((name) => asStored(row[name] ?? null)))
    transaction.write({ text, runs, changes: rows.length })
  }
  const bound = (sql: string, values: Value[]) => ({
    text: sql.replace(/\$(\d+)/g, '?$1'),
    runs: [Object.fromEntries(values.map((value, index) => [String(index + 1), asStored(value)]))],
  })
  return {
    async hold(table, columns, key, values) {
      const text = `SELECT ${names(columns)} FROM ${quoted(table)} WHERE ${quoted(key)} = ?`
      const rows = await transaction.read({ text, runs: values.map((value) => [value]) })
      const moments = Object.keys(columns).filter((name) => columns[name] === 'moment')
      return { rows: rows.map((row) => withMoments(row, moments)), held: [] }
    },
    async findPairs(table, column, { table: other, key, link }, pairs) {
      const text = `SELECT ${quoted(other)}.${quoted(key)} AS a, ${quoted(table)}.${quoted(column)}
        AS b
         FROM ${quoted(other)} JOIN ${quoted(table)} ON ${quoted(table)}.${quoted(link)} =
           ${quoted(other)}.id
         WHERE ${quoted(other)}.${quoted(key)} = ? AND ${quoted(table)}.${quoted(column)} = ?`
      const rows = await transaction.read({ text, runs: pairs })
      return rows.map(({ a, b }): [string, string] => [String(a), String(b)])
    },
    async findAny(table, columns, wanted) {
      const moments = Object.keys(columns).filter((name) => columns[name] === 'moment')
      const found = await Promise.all(
        Object.entries(wanted)
          .filter(([, values]) => values.length > 0)
          .map(([name, values]) =>
            transaction.read({
              text: `SELECT ${names(columns)} FROM ${quoted(table)} WHERE ${quoted(name)} = ?`,
              runs: values.map((value) => [value]),
            }),
          ),
      )
      const rows = new Map(found.flat().map((row) => [JSON.stringify(row), row]))
      return [...rows.values()].map((row) => withMoments(row, moments))
    },
    async insert(table, columns, rows) {
      write(into(table, columns), columns, rows)
    },
    async upsert(table, columns, rows, { key, kept }) {
      const changed = Object.keys(columns).filter((name) => !kept.includes(name))
      const set = changed.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ')
      const conflict = `ON CONFLICT (${quoted(key)}) DO UPDATE SET ${set} WHERE
         ${quoted(table)}.id = excluded.id`
      write(`${into(table, columns)} ${conflict}`, columns, rows)
      // One writer at a time: what was looked for in this transaction is still as it was.
      return rows.length
    },
    async add(table, key, column, amounts) {
      const sum = `${quoted(column)} = ${quoted(column)} + ?`
      const runs = amounts.map(([name, amount]) => [amount, name])
      transaction.write({
        text: `UPDATE ${quoted(table)} SET ${sum} WHERE ${quoted(key)} = ?`,
        runs,
      })
    },
    async change(table, columns, rows, key) {
      const names = Object.keys(columns).filter((name) => name !== key)
      const set = names.map((name) => `${quoted(name)} = ?`).join(', ')
      const runs = rows.map((row) => [...names, key].map((name) => asStored(row[name] ?? null)))
      transaction.write({
        text: `UPDATE ${quoted(table)} SET ${set} WHERE ${quoted(key)} = ?`,
        runs,
      })
    },
    async set(table, key, values, assignments) {
      const runs = values.map((value) => [value])
      transaction.write({
        text: `UPDATE ${quoted(table)} SET ${assignments} WHERE ${quoted(key)} = ?`,
        runs,
      })
    },
    read: (sql, values) => transaction.read(bound(sql, values)),
    async write(sql, values) {
      transaction.write(bound(sql, values))
    },
  }
}

function withMoments(row: StoredRow, moments: string[]): Row {
  const read: Row = { ...row }
  for (const name of moments) if (typeof row[name] === 'string') read[name] = new Date(row[name])
  return read
}
