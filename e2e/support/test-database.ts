import { existsSync, readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { createPostgresDatabase, createSqliteDatabase } from '../../test/databases'

export type Provider = 'sqlite' | 'postgresql'
type Row = Record<string, unknown>

/** The database of a console under test, looked at past the console. */
export type TestDatabase = {
  url: string
  /** Runs a statement with `$1`, `$2` … as parameters, and gives its rows. */
  run(sql: string, values?: unknown[]): Promise<Row[]>
  /** Everything in it as text: the file with its journal, or each row of each table. */
  dump(): Promise<string>
  remove(): Promise<void>
}

export async function createTestDatabase(provider: Provider): Promise<TestDatabase> {
  const { url, remove } =
    provider === 'sqlite'
      ? createSqliteDatabase()
      : await createPostgresDatabase(process.env.E2E_POSTGRES_URL ?? '')
  return databaseAt(url, remove)
}

/** A database that a test made itself; by `url` it is known whose. */
export function databaseAt(url: string, remove = async () => {}): TestDatabase {
  return url.startsWith('file:') ? sqliteDatabase(url, remove) : postgresDatabase(url, remove)
}

function sqliteDatabase(url: string, remove: () => Promise<void>): TestDatabase {
  const path = url.slice('file:'.length)
  return {
    url,
    remove,
    async run(sql, values = []) {
      const connection = new Sqlite(path, { timeout: 5_000 })
      try {
        const named = Object.fromEntries(
          values.map((value, index) => [
            String(index + 1),
            typeof value === 'boolean' ? Number(value) : value,
          ]),
        )
        const statement = connection.prepare(sql)
        if (statement.reader) return statement.all(named) as Row[]
        statement.run(named)
        return []
      } finally {
        connection.close()
      }
    },
    dump: async () =>
      ['', '-wal', '-shm', '-journal']
        .filter((suffix) => existsSync(path + suffix))
        .map((suffix) => readFileSync(path + suffix, 'latin1'))
        .join('\n'),
  }
}

function postgresDatabase(url: string, remove: () => Promise<void>): TestDatabase {
  async function run(sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query(sql, values)).rows
    } finally {
      await client.end()
    }
  }
  return {
    url,
    remove,
    run,
    async dump() {
      const tables = await run(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)
      const rows = await Promise.all(
        tables.map(({ tablename }) => run(`SELECT t::text AS row FROM "${tablename}" t`)),
      )
      return JSON.stringify(rows)
    },
  }
}
