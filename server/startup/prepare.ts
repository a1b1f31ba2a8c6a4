import { isWeakConsoleSecret } from '@/lib/auth/passwords/weak-secret'
import { administratorSchema } from '@/lib/auth/schema.shared'
import { createFirstAdministrator, isSetUp } from '@/lib/auth/set-up/first-administrator'
import { setUpToken } from '@/lib/auth/set-up/token'
import { parseDatabaseUrl } from '@/lib/db/address/target'
import { lookForDamage } from '@/lib/db/errors/condition'
import { migrate } from '@/lib/db/migrations/migrate'
import { consoleSecret, env } from '@/lib/env'
import { showPresence } from '@/lib/instances/presence'
import { fillPersonColumns } from '@/lib/people/columns'
import { fillNameKeys } from '@/lib/people/name-key'
import { fillSearchNames } from '@/lib/sources/search-names'
import { reasonOf, StartError } from '@/lib/start-error'
import { fillSearchColumns } from '@/lib/tokens/list/search-columns'

/**
 * Prepares the console before it serves: its secret, the database, the first administrator.
 * @returns the token of the set-up link, as long as the console has no administrator
 * @throws StartError for what the operator must put right
 */
export async function prepare(): Promise<{ setUpToken?: string }> {
  if (await isWeakConsoleSecret(consoleSecret())) {
    throw new StartError(
      'CONSOLE_SECRET is too easy to guess. Set it to at least 32 random characters, for ' +
        'example the output of `openssl rand -hex 32`; where it was in use, see "To change ' +
        'the secret" in the README.',
    )
  }
  const target = parseDatabaseUrl(env().DATABASE_URL)
  const applied = await migrate(target)
  const news =
    applied.length === 0
      ? ''
      : `, ${applied.length} ${applied.length === 1 ? 'migration' : 'migrations'} applied`
  process.stdout.write(`✓ Database: ${target.label}${news}\n`)

  await showPresence().catch(refuseToStart)
  if (target.provider === 'sqlite') lookForDamage(target.path)
  await fillSearchColumns()
  await fillSearchNames()
  await fillNameKeys()
  await fillPersonColumns()
  await createAdministratorFromEnvironment()
  return (await isSetUp()) ? {} : { setUpToken: setUpToken() }
}

/** @throws StartError: nobody could sign in and no machine register */
function refuseToStart(error: unknown): never {
  throw new StartError(
    `The database can be read, but not written (${reasonOf(error)}). Check its owner, the ` +
      'rights on it and the disk.',
  )
}

async function createAdministratorFromEnvironment(): Promise<void> {
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = env()
  if (!ADMIN_EMAIL || !ADMIN_PASSWORD) return
  if (await isSetUp()) {
    process.stdout.write(
      '! ADMIN_EMAIL and ADMIN_PASSWORD have no effect: the console has an administrator ' +
        'already.\n',
    )
    return
  }
  const input = administratorSchema.safeParse({
    name: 'Administrator',
    email: ADMIN_EMAIL,
    password: ADMIN_PASSWORD,
  })
  if (!input.success)
    throw new StartError(
      `ADMIN_EMAIL and ADMIN_PASSWORD can't be used: ${input.error.issues[0]?.message}`,
    )
  const created = await createFirstAdministrator(input.data, 'environment')
  if (!created.ok && created.reason === 'invalid')
    throw new StartError(`ADMIN_PASSWORD can't be used: ${created.fieldErrors.password}`)
}
