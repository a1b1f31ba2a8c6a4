import { randomBytes } from 'node:crypto'
import { hashCode, newCode } from '../../lib/tokens/code'
import { storedMoment } from '../../test/stored-moment'
import type { TestDatabase } from './test-database'

export type TestCode = { code: string; id: string }

/**
 * Puts an activation code into a console's database, past the console. Times are as the adapter of
 * SQLite writes them.
 */
export async function addCode(
  database: Pick<TestDatabase, 'run'>,
  count: number,
  expiresInSeconds = 86_400,
  name?: string,
): Promise<TestCode> {
  const code = newCode()
  const id = `at-${randomBytes(10).toString('hex')}`
  await database.run(
    `INSERT INTO "AccessToken" (id, "codeHash", name, "searchText", "sortName", count, "expiresAt",
      "createdAt", "createdBy")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'p-test')`,
    [
      id,
      hashCode(code),
      name ?? null,
      `${id}\n${name ?? ''}\n`,
      name ?? '\u{10FFFF}',
      count,
      storedMoment(Date.now() + expiresInSeconds * 1000),
      storedMoment(Date.now()),
    ],
  )
  return { code, id }
}

/** The count of uses that a token says it has had, and the registrations that its ledger holds. */
export async function readLedger(
  database: TestDatabase,
  id: string,
): Promise<{ registeredCount: number; registrations: number }> {
  const [token] = await database.run('SELECT "registeredCount" FROM "AccessToken" WHERE id = $1', [
    id,
  ])
  const rows = await database.run('SELECT "machineId" FROM "Registration" WHERE "tokenId" = $1', [
    id,
  ])
  return { registeredCount: Number(token?.registeredCount), registrations: rows.length }
}
