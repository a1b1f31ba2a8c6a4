import { Client } from 'pg'
import { createAgent } from '../e2e/support/agent'
import { addCode, readLedger } from '../e2e/support/codes'
import { startConsole } from '../e2e/support/console'
import { expect, test } from '../e2e/support/fixtures'
import { addPerson, PASSWORD } from '../e2e/support/people'
import { createTestDatabase } from '../e2e/support/test-database'
import { startTemporaryPostgres } from '../scripts/temporary-postgres'
import { createPostgresDatabase } from '../test/databases'
import { ready } from './support/health'
import { registerUntilTold } from './support/machines'

test('a row of one code that is locked for long holds up that code alone', async ({
  provider,
  request,
}) => {
  const database = await createTestDatabase(provider)
  const app = await startConsole({ DATABASE_URL: database.url })
  const [held, other] = [await addCode(database, 50), await addCode(database, 1_000)]
  const { email } = await addPerson(database, 'operator')
  const agent = await createAgent(app.url)
  const client = new Client({ connectionString: database.url })
  await client.connect()
  await client.query('BEGIN')
  await client.query('SELECT 1 FROM "AccessToken" WHERE id = $1 FOR UPDATE', [held.id])

  const waiting = Array.from({ length: 20 }, (_, index) =>
    agent.register(held.code, { machineId: `m-${index}`, hostname: 'h' }),
  )
  let isOver = false
  const over = Promise.all(waiting).then(() => {
    isOver = true
  })
  let rounds = 0
  while (!isOver) {
    expect(await ready(app.url)).toBe(200)
    expect(
      (await agent.register(other.code, { machineId: `o-${++rounds}`, hostname: 'h' })).status,
    ).toBe(201)
    expect(
      (
        await request.post(`${app.url}/api/auth/sign-in`, { data: { email, password: PASSWORD } })
      ).status(),
    ).toBe(200)
  }
  await over
  for (const { status, headers } of await Promise.all(waiting))
    expect([status, headers.get('retry-after')]).toEqual([503, '5'])
  expect(rounds).toBeGreaterThan(1)

  await client.query('ROLLBACK')
  await client.end()
  expect((await agent.register(held.code, { machineId: 'm-0', hostname: 'h' })).status).toBe(201)
  expect(await readLedger(database, held.id)).toEqual({ registeredCount: 1, registrations: 1 })
  await app.stop()
  await database.remove()
})

test('a read-only or restarted primary is an outage that ends by itself', async () => {
  const postgres = await startTemporaryPostgres()
  const { url } = await createPostgresDatabase(postgres.url)
  const app = await startConsole({ DATABASE_URL: url })
  const agent = await createAgent(app.url)
  const { code, id } = await addCode({ run: (sql, values) => query(url, sql, values) }, 50)
  await query(url, `ALTER SYSTEM SET default_transaction_read_only = on`)
  await query(url, `SELECT pg_reload_conf()`)
  await expect.poll(() => ready(app.url)).toBe(503)
  const { status, headers } = await agent.register(code, { machineId: 'm-1', hostname: 'h' })
  expect([status, headers.get('retry-after')]).toEqual([503, '5'])
  await query(url, `ALTER SYSTEM RESET default_transaction_read_only`)
  await query(url, `SELECT pg_reload_conf()`)
  await expect.poll(() => ready(app.url)).toBe(200)

  const load = Array.from({ length: 40 }, (_, index) =>
    registerUntilTold(app.url, code, `m-${index}`),
  )
  await postgres.stop()
  await expect.poll(() => ready(app.url)).toBe(503)
  expect((await fetch(`${app.url}/api/health/live`)).status).toBe(200)
  await postgres.start()
  await expect.poll(() => ready(app.url)).toBe(200)
  for (const { acknowledged } of await Promise.all(load)) expect([200, 201]).toContain(acknowledged)
  expect(
    await query(url, `SELECT "registeredCount" FROM "AccessToken" WHERE id = $1`, [id]),
  ).toEqual([{ registeredCount: 40 }])
  await app.stop()
  await postgres.remove()
})

async function query(url: string, sql: string, values: unknown[] = []) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const result = await client.query(sql, values.length > 0 ? values : undefined)
    return Array.isArray(result) ? [] : result.rows
  } finally {
    await client.end()
  }
}
