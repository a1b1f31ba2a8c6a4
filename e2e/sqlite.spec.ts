import { copyFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { startConsole } from './support/console'
import { expect, test } from './support/fixtures'
import { createTestDatabase } from './support/test-database'

test('after a stop the file of SQLite is whole by itself', async () => {
  const database = await createTestDatabase('sqlite')
  const app = await startConsole({ DATABASE_URL: database.url })
  const { code, id } = await addCode(database, 5)
  expect(
    (await (await createAgent(app.url)).register(code, { machineId: 'm', hostname: 'h' })).status,
  ).toBe(201)
  await app.stop()
  const file = database.url.slice('file:'.length)
  copyFileSync(file, `${file}.copy`)
  const copy = new Sqlite(`${file}.copy`, { readonly: true })
  expect(
    copy.prepare('SELECT "registeredCount" FROM "AccessToken" WHERE id = ?').pluck().get(id),
  ).toBe(1)
  copy.close()
  await database.remove()
})

test('while another process holds the file, reads go on and writes get 503', async () => {
  const database = await createTestDatabase('sqlite')
  const app = await startConsole({ DATABASE_URL: database.url })
  const { code, id } = await addCode(database, 5)
  const agent = await createAgent(app.url)
  const lock = new Sqlite(database.url.slice('file:'.length))
  lock.exec('BEGIN IMMEDIATE')
  const written = agent.register(code, { machineId: 'm', hostname: 'h' })
  // Asked while the registration waits; it is answered first.
  expect(
    await Promise.race([
      written.then(() => 'written'),
      agent.check(code).then(({ body }) => body.accessTokenId),
    ]),
  ).toBe(id)
  const { status, headers } = await written
  expect([status, headers.get('retry-after')]).toEqual([503, '5'])
  expect((await fetch(`${app.url}/api/health/ready`)).status).toBe(503)
  lock.exec('ROLLBACK')
  lock.close()
  expect((await agent.register(code, { machineId: 'm', hostname: 'h' })).status).toBe(201)
  await expect.poll(async () => (await fetch(`${app.url}/api/health/ready`)).status).toBe(200)
  await app.stop()
  await database.remove()
})
