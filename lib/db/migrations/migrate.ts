import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { reasonOf, StartError } from '@/lib/start-error'
import type { DatabaseTarget } from '../address/target'
import { isUntrusted } from '../errors/outage'
import { requireUsable, SESSION } from '../postgresql/session'
import { type AppliedMigration, pendingMigrations, readMigrations } from './migrations'

/** Any number, the same in every instance: who holds it may migrate. */
const ADVISORY_LOCK = 7_262_019

const APPLIED =
  'SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM ' +
  '_prisma_migrations WHERE rolled_back_at IS NULL'

function createLedger(timestamp: 'DATETIME' | 'TIMESTAMPTZ') {
  return `CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY,
    checksum VARCHAR(64) NOT NULL,
    finished_at ${timestamp},
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at ${timestamp},
    started_at ${timestamp} NOT NULL DEFAULT CURRENT_TIMESTAMP,
    applied_steps_count INTEGER NOT NULL DEFAULT 0)`
}

const RECORD =
  'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, ' +
  'applied_steps_count) VALUES'

/**
 * Brings a database to the state of this program: all pending migrations in one transaction, under
 * a lock, so that instances that start together apply them once and a killed start leaves nothing
 * half done.
 * @returns names of the migrations that were applied, oldest first
 * @throws StartError when the database can't be reached or opened, or is newer than this program
 */
export async function migrate(target: DatabaseTarget): Promise<string[]> {
  return target.provider === 'sqlite' ? migrateSqlite(target) : migratePostgresql(target)
}

function migrateSqlite({ path, label }: DatabaseTarget & { provider: 'sqlite' }): string[] {
  let database: Sqlite.Database
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    database = new Sqlite(path, { timeout: 30_000 })
  } catch (error) {
    throw new StartError(`The database can't be opened: ${label} (${reasonOf(error)}).`)
  }
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('foreign_keys = OFF') // tables are rebuilt; checked below instead
    // For migrations: PostgreSQL has a hash of its own.
    database.function('sha256_hex', { deterministic: true }, (text) =>
      createHash('sha256').update(String(text)).digest('hex'),
    )
    return database
      .transaction(() => {
        database.exec(createLedger('DATETIME'))
        const applied = database
          .prepare<[], { name: string; checksum: string; finished: number }>(APPLIED)
          .all()
        const pending = pendingMigrations(
          readMigrations('sqlite'),
          applied.map((row) => ({ ...row, finished: row.finished === 1 })),
        )
        for (const { name, sql, checksum } of pending) {
          database.exec(sql)
          database
            .prepare(`${RECORD} (?, ?, CURRENT_TIMESTAMP, ?, 1)`)
            .run(randomUUID(), checksum, name)
        }
        const broken = pending.length > 0 && database.pragma('foreign_key_check')
        if (Array.isArray(broken) && broken.length > 0)
          throw new StartError(
            'The migrations would leave rows without their parents; nothing was changed.',
          )
        return pending.map(({ name }) => name)
      })
      .immediate()
  } catch (error) {
    throw startError(error, label)
  } finally {
    database.close()
  }
}

async function migratePostgresql({
  connectionString,
  label,
}: DatabaseTarget & { provider: 'postgresql' }): Promise<string[]> {
  let client: Client
  try {
    client = new Client({ connectionString, connectionTimeoutMillis: 10_000 })
    // A broken connection also rejects the query under way, which reports it.
    client.on('error', () => {})
    await client.connect()
  } catch (error) {
    const hint = isUntrusted(error)
      ? 'Name the file of its authority with sslrootcert=…, or encrypt without making sure ' +
        'of the server with sslmode=require.'
      : 'Is it running, and is DATABASE_URL right?'
    throw new StartError(`The database can't be reached: ${label} (${reasonOf(error)}). ${hint}`)
  }
  try {
    await client.query(SESSION)
    await requireUsable(client)
    // A pooler may lend a connection on which statements have been given little time.
    await client.query(
      'BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0',
    )
    await client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK])
    await client.query(createLedger('TIMESTAMPTZ'))
    const applied = await client.query<AppliedMigration>(APPLIED)
    const pending = pendingMigrations(readMigrations('postgresql'), applied.rows)
    for (const { name, sql, checksum } of pending) {
      await client.query(sql)
      await client.query(`${RECORD} ($1, $2, CURRENT_TIMESTAMP, $3, 1)`, [
        randomUUID(),
        checksum,
        name,
      ])
    }
    await client.query('COMMIT')
    return pending.map(({ name }) => name)
  } catch (error) {
    throw startError(error, label)
  } finally {
    await client.end().catch(() => {})
  }
}

function startError(error: unknown, label: string): StartError {
  if (error instanceof StartError) return error
  const isStandby = (error as { code?: string }).code === '25006'
  const hint = isStandby
    ? ' It can only be read, like a standby: name the primary in DATABASE_URL.'
    : ''
  return new StartError(`The database can't be prepared: ${label} (${reasonOf(error)}).${hint}`)
}
