import { apiKey } from '@better-auth/api-key'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { Pool } from 'pg'
import { createPostgresDatabase } from '../test/databases'
import { median } from './console'

const KEYS = 60
const RUNS = 3
const MILLISECONDS = 5_000
const USES = 1_000_000

/**
 * API keys with a limited number of uses, verified in a second by another library without HTTP:
 * what a console could be built on.
 */
export async function measureApiKeys(postgresUrl: string, clients: number): Promise<number> {
  const { url, remove } = await createPostgresDatabase(postgresUrl)
  const pool = new Pool({ connectionString: url })
  pool.on('error', () => {})
  const auth = betterAuth({
    secret: 'only-for-the-bench-0123456789abcdefghij',
    baseURL: 'http://localhost',
    database: pool,
    emailAndPassword: { enabled: true },
    plugins: [apiKey({ rateLimit: { enabled: false } })],
    logger: { disabled: true },
  })
  await (await getMigrations(auth.options)).runMigrations()
  const { user } = await auth.api.signUpEmail({
    body: { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' },
  })
  const keys: string[] = []
  for (let index = 0; index < KEYS; index++)
    keys.push((await auth.api.createApiKey({ body: { userId: user.id, remaining: USES } })).key)

  async function run(): Promise<number> {
    const end = performance.now() + MILLISECONDS
    let verified = 0
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (performance.now() < end) {
          const { valid } = await auth.api.verifyApiKey({
            body: { key: keys[verified++ % KEYS] ?? '' },
          })
          if (!valid) throw new Error('a key was refused')
        }
      }),
    )
    return verified / (MILLISECONDS / 1_000)
  }
  const figures: number[] = []
  for (let index = 0; index < RUNS; index++) figures.push(await run())
  await pool.end()
  await remove()
  return median(figures)
}
