import { randomBytes } from 'node:crypto'
import { sealSecret, secretKeyOf } from '../../lib/secrets/box'
import { storedMoment } from '../../test/stored-moment'
import { SECRET } from './console'
import { addPerson } from './people'
import type { TestDatabase } from './test-database'

export type TestKey = { accessKeyId: string; accessKeySecret: string; ownerId: string }

/**
 * Puts an access key of a role into a console's database, past the console, with an owner of that
 * role.
 */
export async function addAccessKey(
  database: TestDatabase,
  role: 'viewer' | 'operator' | 'administrator' = 'operator',
): Promise<TestKey> {
  const owner = await addPerson(database, role)
  const accessKeyId = `ak-${randomBytes(10).toString('hex')}`
  const accessKeySecret = randomBytes(20).toString('hex')
  const { secret, secretKeyId } = sealSecret(accessKeySecret, accessKeyId, secretKeyOf(SECRET))
  await database.run(
    `INSERT INTO "AccessKey" (id, name, role, "ownerId", secret, "secretKeyId", "createdAt",
      "createdBy")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $4)`,
    [
      accessKeyId,
      `key of ${owner.name}`,
      role,
      owner.id,
      secret,
      secretKeyId,
      storedMoment(Date.now()),
    ],
  )
  return { accessKeyId, accessKeySecret, ownerId: owner.id }
}
