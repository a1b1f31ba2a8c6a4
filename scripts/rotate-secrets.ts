// The part of npm run secrets:rotate that works on the database.

import { isWeakConsoleSecret } from '../lib/auth/passwords/weak-secret'
import { parseDatabaseUrl } from '../lib/db/address/target'
import { db } from '../lib/db/client'
import { migrate } from '../lib/db/migrations/migrate'
import { consoleSecret, env } from '../lib/env'
import { rotateSecrets } from '../lib/secrets/rotate'

try {
  if (await isWeakConsoleSecret(consoleSecret()))
    throw new Error(
      'CONSOLE_SECRET is too easy to guess: set the output of `openssl rand -hex 32`.',
    )
  await migrate(parseDatabaseUrl(env().DATABASE_URL))
  const rotated = await rotateSecrets()
  console.log(`${rotated} ${rotated === 1 ? 'secret' : 'secrets'} encrypted anew.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
await db.$disconnect()
