import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

/** An empty database of its own for one test file or one console, and the way to be rid of it. */
export type EmptyDatabase = { url: string; remove(): Promise<void> }

/** @param server address of a PostgreSQL server, to which a database name is appended */
export async function createPostgresDatabase(server: string): Promise<EmptyDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await onServer(server, `CREATE DATABASE ${name}`)
  return {
    url: `${server}/${name}`,
    remove: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

export function createSqliteDatabase(): EmptyDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-'))
  return {
    url: `file:${join(folder, 'console.db')}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: `${server}/postgres` })
  await client.connect()
  await client.query(sql)
  await client.end()
}
