import { join } from 'node:path'
import { createAgent } from '../e2e/support/agent'
import { addCode, readLedger } from '../e2e/support/codes'
import { startConsole, startInVain } from '../e2e/support/console'
import { expect, test } from '../e2e/support/fixtures'
import { databaseAt } from '../e2e/support/test-database'
import { startTemporaryPostgres } from '../scripts/temporary-postgres'
import { createPostgresDatabase } from '../test/databases'
import { ready } from './support/health'
import { createSmallDisk, type SmallDisk } from './support/small-disk'

/** Consoles on a disk of their own: of the console's file, or of PostgreSQL's folder. */
const DATABASES = {
  async sqlite(disk: SmallDisk) {
    return { database: databaseAt(`file:${join(disk.folder, 'console.db')}`), end: async () => {} }
  },
  async postgresql(disk: SmallDisk) {
    const postgres = await startTemporaryPostgres({ parent: disk.folder })
    const { url } = await createPostgresDatabase(postgres.url)
    return { database: databaseAt(url), end: () => postgres.remove() }
  },
}

for (const [provider, create] of Object.entries(DATABASES)) {
  test(`a full disk is an outage that ends by itself, on ${provider}`, async () => {
    const disk = createSmallDisk(provider === 'sqlite' ? 8 : 160)
    const { database, end } = await create(disk)
    const app = await startConsole({ DATABASE_URL: database.url })
    const agent = await createAgent(app.url)
    const codes = [await addCode(database, 1_000), await addCode(database, 1_000)]
    disk.fill()

    const answers = await registerUntilRefused(agent, codes[0])
    const last = answers.at(-1)
    expect([last?.status, last?.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await ready(app.url)).toBe(503)
    expect((await fetch(`${app.url}/api/health/live`)).status).toBe(200)
    expect((await fetch(`${app.url}/sign-in`)).status).toBe(200)

    disk.relieve()
    await expect.poll(() => ready(app.url), { timeout: 60_000 }).toBe(200)
    const again = await agent.register(codes[0]?.code ?? '', {
      machineId: `m-${answers.length}`,
      hostname: 'h',
    })
    expect(again.status).toBe(201)
    expect(await readLedger(database, codes[0]?.id ?? '')).toEqual({
      registeredCount: answers.length,
      registrations: answers.length,
    })
    await app.stop()
    await end()
    disk.remove()
  })
}

test('a console whose file of SQLite can only be read does not start, and says why', async () => {
  const disk = createSmallDisk(8)
  const database = databaseAt(`file:${join(disk.folder, 'console.db')}`)
  const app = await startConsole({ DATABASE_URL: database.url })
  await app.stop()
  disk.setReadOnly(true)
  const { status, output } = await startInVain({ DATABASE_URL: database.url })
  expect(status).toBe(1)
  expect(output).toMatch(/can't start\. .*(readonly database|unable to open)/)
  disk.remove()
})

/** Registers machines one after the other until one is not let in; gives all answers. */
async function registerUntilRefused(
  agent: Awaited<ReturnType<typeof createAgent>>,
  token?: { code: string },
) {
  const answers = []
  do
    answers.push(
      await agent.register(token?.code ?? '', {
        machineId: `m-${answers.length + 1}`,
        hostname: 'h'.repeat(200),
      }),
    )
  while (answers.at(-1)?.status === 201)
  return answers
}
