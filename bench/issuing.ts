import { execFileSync } from 'node:child_process'
import { parseDatabaseUrl } from '../lib/db/address/target'
import { migrate } from '../lib/db/migrations/migrate'
import { createPostgresDatabase, createSqliteDatabase } from '../test/databases'

/** Codes issued in a second by what the console's form calls, on SQLite and on PostgreSQL. */
export async function measureIssuing(postgresUrl: string): Promise<number[]> {
  const figures: number[] = []
  for (const database of [createSqliteDatabase(), await createPostgresDatabase(postgresUrl)]) {
    await migrate(parseDatabaseUrl(database.url))
    const environment = { ...process.env, DATABASE_URL: database.url, LOG_LEVEL: 'silent' }
    const output = execFileSync(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', 'bench/issuing-run.ts'],
      {
        env: environment,
      },
    )
    figures.push(Number(output.toString()))
    await database.remove()
  }
  return figures
}
