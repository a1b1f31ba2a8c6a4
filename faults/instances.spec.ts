import { addCode, readLedger } from '../e2e/support/codes'
import { type RunningConsole, startConsole } from '../e2e/support/console'
import { expect, test } from '../e2e/support/fixtures'
import { addPerson, PASSWORD } from '../e2e/support/people'
import { createTestDatabase, type TestDatabase } from '../e2e/support/test-database'
import { registerUntilTold } from './support/machines'
import { startNginx } from './support/nginx'

const MACHINES = 200

/** Three consoles on one database, behind nginx. */
async function threeBehindNginx(database: TestDatabase) {
  const environment = {
    DATABASE_URL: database.url,
    TRUSTED_PROXIES: 'loopback',
    STOP_NOTICE_SECONDS: '1',
  }
  const consoles: RunningConsole[] = []
  for (let index = 0; index < 3; index++) consoles.push(await startConsole(environment))
  const nginx = await startNginx(consoles.map(({ port }) => port))
  const startAgain = (app: RunningConsole) =>
    startConsole({ ...environment, PORT: String(app.port) })
  async function end() {
    await nginx.stop()
    await Promise.all(consoles.map((app) => app.stop()))
    await database.remove()
  }
  return { nginx, consoles, startAgain, end }
}

test('who signs in on one of three instances works on the others', async ({
  browser,
  provider,
}) => {
  const database = await createTestDatabase(provider)
  const { consoles, end } = await threeBehindNginx(database)
  const { email } = await addPerson(database, 'operator')
  const context = await browser.newContext()
  const answer = await context.request.post(`${consoles[0]?.url}/api/auth/sign-in`, {
    data: { email, password: PASSWORD },
  })
  expect(answer.status()).toBe(200)
  for (const { url } of consoles)
    expect((await context.request.get(`${url}/tokens`, { maxRedirects: 0 })).status()).toBe(200)
  await context.close()
  await end()
})

test('machines notice nothing of a rolling restart', async ({ provider }) => {
  const database = await createTestDatabase(provider)
  const { nginx, consoles, startAgain, end } = await threeBehindNginx(database)
  const { code, id } = await addCode(database, 1_000)
  let isOver = false
  let machines = 0
  const seen: number[] = []
  const load = Array.from({ length: 12 }, async () => {
    while (!isOver && machines < 1_000) {
      const { acknowledged, statuses } = await registerUntilTold(nginx.url, code, `m-${++machines}`)
      expect(acknowledged).toBe(201)
      seen.push(...statuses)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })
  for (const [index, app] of consoles.entries()) {
    expect(await app.stop()).toBe(0)
    consoles[index] = await startAgain(app)
  }
  isOver = true
  await Promise.all(load)
  // Nothing but 201 reached a machine: nginx went to the next instance by itself.
  expect(seen.filter((status) => status !== 201)).toEqual([])
  expect(await readLedger(database, id)).toEqual({
    registeredCount: machines,
    registrations: machines,
  })
  await end()
})

test('an instance killed in a storm loses and doubles nothing', async ({ provider }) => {
  const database = await createTestDatabase(provider)
  const { nginx, consoles, startAgain, end } = await threeBehindNginx(database)
  const { code, id } = await addCode(database, 50)
  const running = Array.from({ length: MACHINES }, (_, index) =>
    registerUntilTold(nginx.url, code, `m-${index}`),
  )
  await Promise.race(running)
  const [first] = consoles
  if (!first) throw new Error('no console')
  await first.stop('SIGKILL')
  consoles[0] = await startAgain(first)
  const results = await Promise.all(running)
  expect(
    results.filter(({ acknowledged }) => acknowledged === 201 || acknowledged === 200),
  ).toHaveLength(50)
  expect(results.filter(({ acknowledged }) => acknowledged === 409)).toHaveLength(MACHINES - 50)
  expect(await readLedger(database, id)).toEqual({ registeredCount: 50, registrations: 50 })
  await end()
})
