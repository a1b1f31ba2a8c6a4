import { connect, type Socket } from 'node:net'
import { createAgent } from '../e2e/support/agent'
import { addCode, readLedger } from '../e2e/support/codes'
import { startConsole } from '../e2e/support/console'
import { expect, test } from '../e2e/support/fixtures'
import { createTestDatabase, databaseAt } from '../e2e/support/test-database'
import { startTemporaryPostgres } from '../scripts/temporary-postgres'
import { createPostgresDatabase } from '../test/databases'
import { ready } from './support/health'
import { registerUntilTold } from './support/machines'
import { signalTree } from './support/program'

test('a frozen PostgreSQL is an outage with bounded waiting', async () => {
  const postgres = await startTemporaryPostgres()
  const database = databaseAt((await createPostgresDatabase(postgres.url)).url)
  const app = await startConsole({ DATABASE_URL: database.url })
  const agent = await createAgent(app.url)
  const { code, id } = await addCode(database, 50)
  expect((await agent.register(code, { machineId: 'm-0', hostname: 'm-0' })).status).toBe(201)

  signalTree(postgres.pid(), 'SIGSTOP')
  const told = Array.from({ length: 20 }, (_, index) =>
    agent.register(code, { machineId: `m-${index}`, hostname: `m-${index}` }),
  )
  for (const { status, headers } of await Promise.all(told))
    expect([status, headers.get('retry-after')]).toEqual([503, '5'])
  expect(await ready(app.url)).toBe(503)
  expect((await fetch(`${app.url}/api/health/live`)).status).toBe(200)

  signalTree(postgres.pid(), 'SIGCONT')
  await expect.poll(() => ready(app.url)).toBe(200)
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, index) => registerUntilTold(app.url, code, `m-${index}`)),
  )
  for (const { acknowledged } of all) expect([200, 201]).toContain(acknowledged)
  expect(await readLedger(database, id)).toEqual({ registeredCount: 20, registrations: 20 })
  await app.stop()
  await postgres.remove()
})

test('silent connections and callers that hang up keep nobody from registering', async ({
  provider,
}) => {
  const database = await createTestDatabase(provider)
  const app = await startConsole({ DATABASE_URL: database.url })
  const agent = await createAgent(app.url)
  const { code, id } = await addCode(database, 1_000)
  const silent: Socket[] = []
  for (let index = 0; index < 5_000; index++) silent.push(await opened(app.port))
  expect((await agent.register(code, { machineId: 'm', hostname: 'h' })).status).toBe(201)

  const hasty = Array.from({ length: 999 }, async (_, index) => {
    const body = JSON.stringify({ machineId: `hasty-${index}`, hostname: 'h' })
    const socket = await opened(app.port)
    socket.write(
      'POST /api/v1/source-servers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ' +
        `${code}\r\nContent-Type: application/json\r\nContent-Length: ` +
        `${body.length}\r\n\r\n${body}`,
      () => socket.destroy(),
    )
  })
  await Promise.all(hasty)
  expect((await agent.register(code, { machineId: 'm', hostname: 'h' })).status).toBe(200)
  const { registeredCount, registrations } = await readLedger(database, id)
  expect(registeredCount).toBe(registrations)
  expect(await ready(app.url)).toBe(200)
  for (const socket of silent) socket.destroy()
  expect(await app.stop()).toBe(0)
  await database.remove()
})

async function opened(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  await new Promise((resolve) => socket.once('connect', resolve).once('error', resolve))
  return socket
}
