// The thread that has SQLite: a statement, a wait for the disk or for a lock holds nothing else of
// the console up. Not built: each way of running the console, its tests too, loads this file as it
// is.
import { statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import Sqlite from 'better-sqlite3'

/**
 * How long a statement waits for another process that writes. Whoever asked tries again, and others
 * are let in between.
 */
const BUSY_MILLISECONDS = 50

/**
 * @typedef {string | number | null} Stored
 * @typedef {{ text: string, runs: (Stored[] | Record<string, Stored>)[], changes?: number }}
 *   Statement one text, run once with each of some values; `changes`: so many rows it must write
 * @typedef {{ isFirst: boolean, isLast: boolean, statements: Statement[] }} Statements of a
 *   transaction
 * @typedef {Record<string, Stored>} StoredRow
 * @typedef {{ rows: StoredRow[], changes: number }} Result of all runs together
 * @typedef {import('@prisma/driver-adapter-utils').SqlQuery} SqlQuery
 * @typedef {{ message: string, code?: unknown, cause?: unknown, results?: Result[] }} Failure
 */

/** @type {Promise<import('@prisma/driver-adapter-utils').SqlDriverAdapter> | undefined} */
let adapter
/** @type {Sqlite.Database | undefined} */
let connection
/**
 * The very file that was opened, as the system knows it.
 * @type {string | undefined}
 */
let opened
/** @type {Map<string, Sqlite.Statement>} */
const prepared = new Map()

/** The connection of the models' client. */
async function models() {
  const factory = new PrismaBetterSqlite3({
    url: `file:${workerData.path}`,
    timeout: BUSY_MILLISECONDS,
  })
  adapter ??= factory.connect()
  try {
    return await adapter
  } catch (error) {
    adapter = undefined
    throw error
  }
}

/** The connection of what is written in bulk. */
function bulk() {
  if (connection) return connection
  const file = new Sqlite(workerData.path, { timeout: BUSY_MILLISECONDS })
  // What was acknowledged survives a power failure.
  file.pragma('synchronous = FULL')
  // Pages that many batches change are copied back once for all of them.
  file.pragma('wal_autocheckpoint = 8000')
  file.pragma('cache_size = -65536')
  connection = file
  return file
}

/** @param {Statement} statement @returns {Result} */
function run({ text, runs, changes }) {
  const statement = prepared.get(text) ?? bulk().prepare(text)
  prepared.set(text, statement)
  // SQLite ends a transaction by itself where a disk is full: what follows would be written alone.
  if (!bulk().inTransaction)
    throw Object.assign(new Error('the transaction has ended'), { code: 'SQLITE_FULL' })
  /** @type {Result} */
  const result = { rows: [], changes: 0 }
  for (const values of runs) {
    if (statement.reader) result.rows.push(.../** @type {StoredRow[]} */ (statement.all(values)))
    else result.changes += statement.run(values).changes
  }
  if (changes !== undefined && result.changes !== changes)
    throw new Error(`${result.changes} rows were written, not ${changes}`)
  return result
}

/**
 * Begins a transaction where none is open, runs some statements in it, and commits them where they
 * are the last. Where one fails nothing of the transaction is left.
 * @param {string} json {@link Statements}; many short texts go over as one faster than each for
 *   itself
 * @returns {string} a {@link Result} of each, as JSON too
 */
function transact(json) {
  /** @type {Statements} */
  const { isFirst, isLast, statements } = JSON.parse(json)
  try {
    if (isFirst) bulk().exec('BEGIN IMMEDIATE')
    const results = statements.map(run)
    if (isLast) bulk().exec('COMMIT')
    return JSON.stringify(results)
  } catch (error) {
    rollback()
    throw error
  }
}

function rollback() {
  if (bulk().inTransaction) bulk().exec('ROLLBACK')
}

const calls = {
  /** @param {SqlQuery} query */
  queryRaw: async (query) => (await models()).queryRaw(query),
  /** @param {SqlQuery} query */
  executeRaw: async (query) => (await models()).executeRaw(query),
  /** @param {string} script */
  executeScript: async (script) => (await models()).executeScript(script),
  transact,
  rollback,
  /** Whoever closes a file as the last one brings its journal into it. */
  close: async () => {
    connection?.close()
    await (await adapter)?.dispose()
  },
}

/** @typedef {typeof calls} Calls */
/** @typedef {{ id: number, name: keyof Calls, argument?: unknown }} Call */
/** @typedef {{ id: number, value?: unknown, failure?: Failure }} Answer */

/** @param {Call} call @returns {Promise<Answer>} */
async function answer({ id, name, argument }) {
  try {
    if (!isEnding(name, argument)) requireSameFile()
    const value = await calls[name](/** @type {never} */ (argument))
    opened ??= fileOfThatName()
    return { id, value }
  } catch (error) {
    // As a plain object: an error loses its code on the way.
    const { message, code, cause } = /** @type {Failure} */ (error)
    return { id, failure: { message, code, cause } }
  }
}

/**
 * Whatever became of the file, what is open in it comes to an end.
 * @param {keyof Calls} name @param {unknown} argument
 */
const isEnding = (name, argument) =>
  name === 'close' || name === 'rollback' || argument === 'ROLLBACK'

/** @returns {string | undefined} which file has the name now */
function fileOfThatName() {
  const found = statSync(workerData.path, { throwIfNoEntry: false })
  return found && `${found.dev} ${found.ino}`
}

/**
 * What is written to a file that was moved, replaced or deleted is lost to whoever opens the name
 * next.
 * @throws with SQLite's code for it
 */
function requireSameFile() {
  if (opened && opened !== fileOfThatName()) {
    throw Object.assign(new Error('the file of the database was moved, replaced or deleted'), {
      code: 'SQLITE_READONLY_DBMOVED',
    })
  }
}

/**
 * One after the other, in the order in which they came; those that came together are answered
 * together.
 */
parentPort?.on('message', async (/** @type {Call[]} */ together) => {
  /** @type {Answer[]} */
  const answers = []
  for (const call of together) answers.push(await answer(call))
  parentPort?.postMessage(answers)
})
