import { createHmac, randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type { Role } from '../../lib/actors/permissions.shared'
import { storedMoment } from '../../test/stored-moment'
import { SECRET } from './console'
import type { TestDatabase } from './test-database'

export const PASSWORD = 'correct horse battery'

export type Person = { id: string; name: string; email: string; role: string }

let hashed: Promise<string> | undefined

/** Adds a person with a role to a console's database, past the invitation. */
export async function addPerson(database: TestDatabase, role: Role): Promise<Person> {
  hashed ??= hashPassword(PASSWORD)
  const suffix = randomBytes(10).toString('hex')
  const person = {
    id: `p-${suffix}`,
    name: `Test ${role} ${suffix.slice(0, 4)}`,
    email: `${role}-${suffix}@example.com`,
    role,
  }
  const name = person.name.toLowerCase()
  const now = new Date().toISOString()
  await database.run(
    `INSERT INTO "Person" (id, name, email, "emailVerified", role, "createdAt", "updatedAt",
       "sortName", "searchText") VALUES ($1, $2, $3, false, $4, $5, $5, $6, $7)`,
    [person.id, person.name, person.email, role, now, name, `${name}\n${person.email}`],
  )
  await database.run(
    `INSERT INTO "Credential" (id, "accountId", "providerId", "userId", password, "createdAt",
       "updatedAt") VALUES ($1, $2, 'credential', $2, $3, $4, $4)`,
    [`p-${randomBytes(10).toString('hex')}`, person.id, await hashed, now],
  )
  return person
}

/**
 * Signs a person in, past the console: the row of a session, and the cookie that names it, signed
 * as the session library does.
 */
export async function addSession(
  database: TestDatabase,
  { id }: Person,
): Promise<{ name: string; value: string }> {
  const token = randomBytes(24).toString('hex')
  await database.run(
    `INSERT INTO "Session" (id, token, "userId", "ipAddress", "userAgent", "expiresAt",
       "createdAt", "updatedAt") VALUES ($1, $2, $3, '', '', $4, $5, $5)`,
    [
      `se-${randomBytes(10).toString('hex')}`,
      token,
      id,
      storedMoment(Date.now() + 86_400_000),
      storedMoment(Date.now()),
    ],
  )
  const consoleName = createHmac('sha256', SECRET)
    .update('name of the session cookie')
    .digest('hex')
    .slice(0, 8)
  const signature = createHmac('sha256', SECRET).update(token).digest('base64')
  return {
    name: `activation-console-${consoleName}.session_token`,
    value: encodeURIComponent(`${token}.${signature}`),
  }
}
