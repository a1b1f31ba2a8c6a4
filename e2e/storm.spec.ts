import { createAgent } from './support/agent'
import { addCode, readLedger } from './support/codes'
import { startConsole } from './support/console'
import { expect, test } from './support/fixtures'
import { COUNT, MACHINES, machines, storm } from './support/storm'
import { createTestDatabase } from './support/test-database'

test('200 machines at once on a code with 50 uses: exactly 50 get in', async ({
  app,
  database,
}) => {
  const { id, accepted, refused } = await storm([app], database, 1)
  expect(accepted.size).toBe(COUNT)
  expect(refused).toHaveLength(MACHINES - COUNT)
  expect(await readLedger(database, id)).toEqual({ registeredCount: COUNT, registrations: COUNT })
})

test('the same with each request sent twice', async ({ app, database }) => {
  const { id, accepted, created } = await storm([app], database, 2)
  expect(accepted.size).toBe(COUNT)
  expect(created).toHaveLength(COUNT)
  expect(await readLedger(database, id)).toEqual({ registeredCount: COUNT, registrations: COUNT })
})

test('disabling in the middle stops the rest at once', async ({ app, database }) => {
  const agent = await createAgent(app.url)
  const { code, id } = await addCode(database, 1000)
  const running = machines.map((machine) => agent.register(code, machine))
  await Promise.any(running)
  await database.run('UPDATE "AccessToken" SET "disabledAt" = "createdAt" WHERE id = $1', [id])
  const late = await agent.register(code, { machineId: 'late', hostname: 'late' })
  expect(late).toMatchObject({ status: 403 })
  const answers = await Promise.all(running)
  const accepted = answers.filter(({ status }) => status === 201).length
  expect(answers.filter(({ status }) => status === 403)).toHaveLength(MACHINES - accepted)
  expect(await readLedger(database, id)).toEqual({
    registeredCount: accepted,
    registrations: accepted,
  })
})

test('a killed console loses nothing it acknowledged and counts nothing twice', async ({
  provider,
}) => {
  const database = await createTestDatabase(provider)
  const app = await startConsole({ DATABASE_URL: database.url })
  const { code, id } = await addCode(database, COUNT)
  const agent = await createAgent(app.url)
  const acknowledged = new Set<string>()
  const running = machines.map(async (machine) => {
    const answer = await agent.register(code, machine).catch(() => undefined)
    if (answer?.status === 201) acknowledged.add(machine.machineId)
  })
  await Promise.race(running)
  await app.stop('SIGKILL')
  await Promise.all(running)

  const again = await startConsole({ DATABASE_URL: database.url, PORT: String(app.port) })
  const rows = await database.run('SELECT "machineId" FROM "Registration" WHERE "tokenId" = $1', [
    id,
  ])
  const inLedger = new Set(rows.map((row) => String(row.machineId)))
  expect([...acknowledged].filter((machine) => !inLedger.has(machine))).toEqual([])
  const { registeredCount, registrations } = await readLedger(database, id)
  expect(registeredCount).toBe(registrations)

  const retried = await createAgent(again.url)
  const answers = await Promise.all(machines.map((machine) => retried.register(code, machine)))
  expect(answers.filter(({ status }) => status < 300)).toHaveLength(COUNT)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(inLedger.size)
  expect(await readLedger(database, id)).toEqual({ registeredCount: COUNT, registrations: COUNT })
  await again.stop()
  await database.remove()
})
