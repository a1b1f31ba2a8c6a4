import { afterAll, inject } from 'vitest'
import { parseDatabaseUrl } from '../lib/db/address/target'
import { migrate } from '../lib/db/migrations/migrate'
import { createPostgresDatabase, createSqliteDatabase } from './databases'

// Runs before each test file: the file's imports find a migrated database of their own.
const database =
  inject('provider') === 'sqlite'
    ? createSqliteDatabase()
    : await createPostgresDatabase(inject('postgresUrl'))
process.env.DATABASE_URL = database.url
process.env.CONSOLE_SECRET = 'only-for-tests-0123456789abcdefghij'
process.env.LOG_LEVEL = 'silent'
await migrate(parseDatabaseUrl(database.url))

afterAll(async () => {
  const { disconnect } = await import('../lib/db/disconnect')
  await disconnect()
  await database.remove()
})
