import 'server-only'
import { channel } from 'node:diagnostics_channel'
import { consoleSecret, env } from './env'
import { StartError } from './start-error'

/** server.mjs listens on this channel, and for requests only afterwards. */
const PREPARED = 'activation-console:prepared'

/**
 * Prepares the console before it serves: settings, database, first administrator.
 * What the operator must mend ends the process with one line and status 1.
 */
export async function start(): Promise<void> {
  try {
    env()
    await requireStrongSecret()
    await prepare()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`Activation Console can't start. ${reason.replaceAll('\n', ' ')}\n`)
    process.exit(1)
  }
}

async function requireStrongSecret(): Promise<void> {
  const secret = consoleSecret()
  const { isWeakConsoleSecret } = await import('./auth/weak-secret')
  if (await isWeakConsoleSecret(secret)) {
    throw new StartError(
      'CONSOLE_SECRET is too easy to guess. Set it to at least 32 random characters, for example the output of `openssl rand -hex 32`; where it was in use, see "To change the secret" in the README.',
    )
  }
}

async function prepare(): Promise<void> {
  // Imported only now: these modules read the settings when they load.
  const { migrate } = await import('./db/migrate')
  const { parseDatabaseUrl } = await import('./db/target')
  const { isSetUp } = await import('./auth/reads')
  const { setUpToken } = await import('./auth/setup')
  const { fillNameKeys } = await import('./auth/name-key')
  const { fillSearchNames } = await import('./sources/search-names')
  const { fillSearchColumns } = await import('./tokens/search-columns')

  const target = parseDatabaseUrl(env().DATABASE_URL)
  const applied = await migrate(target)
  const news = applied.length === 0 ? '' : `, ${applied.length} ${applied.length === 1 ? 'migration' : 'migrations'} applied`
  process.stdout.write(`✓ Database: ${target.label}${news}\n`)

  await fillSearchColumns()
  await fillSearchNames()
  await fillNameKeys()
  await createAdministratorFromEnvironment()
  channel(PREPARED).publish((await isSetUp()) ? {} : { setUpToken: setUpToken() })
}

async function createAdministratorFromEnvironment(): Promise<void> {
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = env()
  if (!ADMIN_EMAIL || !ADMIN_PASSWORD) return
  const { administratorSchema } = await import('./auth/schema')
  const { isSetUp } = await import('./auth/reads')
  const { createFirstAdministrator } = await import('./auth/writes')

  if (await isSetUp()) return
  const input = administratorSchema.safeParse({ name: 'Administrator', email: ADMIN_EMAIL, password: ADMIN_PASSWORD })
  if (!input.success) throw new StartError(`ADMIN_EMAIL and ADMIN_PASSWORD can't be used: ${input.error.issues[0]?.message}`)
  const created = await createFirstAdministrator(input.data, 'environment')
  if (!created.ok && created.reason === 'invalid') throw new StartError(`ADMIN_PASSWORD can't be used: ${created.fieldErrors.password}`)
}
