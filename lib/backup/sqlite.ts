import { chownSync, copyFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { AppliedMigration } from '../db/migrations/migrations'
import { isRunning } from '../instances/is-running.mjs'
import { StartError } from '../start-error'
import { type Contents, checkContents } from './contents'

/** All pages in one step: a copy in many would begin anew with each write of the console. */
const ALL_PAGES = 0x7fff_ffff

/**
 * Copies a database into a file by SQLite's online backup, whole and consistent while the console
 * runs.
 * @throws StartError where there is no database, or the copy is not whole
 */
export async function backUpSqlite(path: string, file: string): Promise<void> {
  const part = `${file}.part`
  const source = openToRead(path)
  try {
    await source.backup(part, { progress: () => ALL_PAGES })
  } finally {
    source.close()
  }
  const copy = new Sqlite(part)
  // One file, without a journal beside it.
  copy.pragma('journal_mode = DELETE')
  checkIntegrity(copy, file)
  // Which consoles run at the moment is not for whoever restores it.
  if (hasTable(copy, 'Instance')) copy.exec('DELETE FROM "Instance"')
  copy.close()
  renameSync(part, file)
}

/**
 * Puts a backup in the place of a database. What was there is kept beside it.
 * @returns the file in which the database of before is now, if there was one
 * @throws StartError where the backup can't be used, or a console runs on the database
 */
export async function restoreSqlite(
  path: string,
  file: string,
  secrets: string[],
): Promise<string | undefined> {
  const backup = openToRead(file)
  try {
    checkIntegrity(backup, file)
    checkContents(contentsOf(backup), 'sqlite', secrets)
  } finally {
    backup.close()
  }
  const isThere = existsSync(path)
  if (isThere) bringJournalIn(path)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const next = `${path}.restoring`
  copyFileSync(file, next)
  // Whoever restores may be root, and the console is not.
  const { uid, gid } = statSync(isThere ? path : dirname(path))
  chownSync(next, uid, gid)
  const before = isThere
    ? `${path}.before-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`
    : undefined
  // A damaged file may still have a journal, which belongs to it.
  for (const part of ['-wal', '-shm', ''])
    if (before && existsSync(path + part)) renameSync(path + part, before + part)
  renameSync(next, path)
  return before
}

function openToRead(path: string): Sqlite.Database {
  try {
    const database = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: 30_000 })
    database.pragma('schema_version')
    return database
  } catch (error) {
    throw new StartError(`${path} is no database that can be read: ${(error as Error).message}.`)
  }
}

function hasTable(database: Sqlite.Database, table: string): boolean {
  return database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table) !== undefined
}

function checkIntegrity(database: Sqlite.Database, file: string): void {
  const found = database.pragma('integrity_check(1)', { simple: true })
  if (found !== 'ok') throw new StartError(`${file} is damaged: ${found}.`)
}

function contentsOf(database: Sqlite.Database): Contents {
  if (!hasTable(database, '_prisma_migrations')) return { migrations: [], secretKeyIds: [] }
  const migrations = database
    .prepare<[], Omit<AppliedMigration, 'finished'> & { finished: number }>(
      'SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM ' +
        '_prisma_migrations WHERE rolled_back_at IS NULL',
    )
    .all()
    .map((row) => ({ ...row, finished: row.finished === 1 }))
  const keyIds = (table: string, condition = 'TRUE') =>
    hasTable(database, table)
      ? database
          .prepare<[], string>(`SELECT DISTINCT "secretKeyId" FROM "${table}" WHERE ${condition}`)
          .pluck()
          .all()
      : []
  const used = [...keyIds('AccessKey', '"deletedAt" IS NULL'), ...keyIds('Authenticator')]
  return { migrations, secretKeyIds: [...new Set(used)] }
}

/**
 * Brings the journal into the file, so that the file alone can be kept. One that is damaged stays
 * as it is.
 * @throws StartError where a console, or anybody else, uses it
 */
function bringJournalIn(path: string): void {
  const database = new Sqlite(path, { timeout: 5_000 })
  try {
    const processes = runningOn(database)
    if (processes.length > 0)
      throw new StartError(
        `A console runs on this database (process ${processes.join(', ')}). Stop it first.`,
      )
    // Only who is alone may change this; the console changes it back.
    database.pragma('journal_mode = DELETE')
  } catch (error) {
    const code = String((error as { code?: string }).code)
    if (code.startsWith('SQLITE_BUSY'))
      throw new StartError('Somebody uses this database: a console, or a shell. Stop it first.')
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test(code)) throw error
  } finally {
    database.close()
  }
}

function runningOn(database: Sqlite.Database): number[] {
  if (!hasTable(database, 'Instance')) return []
  const pids = database
    .prepare<[string], number>(`SELECT pid FROM "Instance" WHERE host = ?`)
    .pluck()
    .all(hostname())
  return pids.filter(isRunning)
}
