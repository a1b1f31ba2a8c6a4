import { copyFileSync, openSync, renameSync, writeSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { createAgent } from '../e2e/support/agent'
import { addCode, readLedger } from '../e2e/support/codes'
import { startConsole } from '../e2e/support/console'
import { expect, test } from '../e2e/support/fixtures'
import { createTestDatabase, databaseAt, type TestDatabase } from '../e2e/support/test-database'
import { ready } from './support/health'

const fileOf = ({ url }: TestDatabase) => url.slice('file:'.length)

test('a damaged SQLite file is found after the start', async () => {
  const database = await createTestDatabase('sqlite')
  const first = await startConsole({ DATABASE_URL: database.url })
  await first.stop()
  const { page, size } = placeOf(fileOf(database), 'DailyTally')
  const file = openSync(fileOf(database), 'r+')
  writeSync(file, Buffer.alloc(size, 0x5a), 0, size, (page - 1) * size)

  const app = await startConsole({ DATABASE_URL: database.url })
  await expect.poll(() => ready(app.url)).toBe(503)
  expect((await fetch(`${app.url}/api/health/live`)).status).toBe(200)
  expect(app.output()).toContain(
    'the file of SQLite is damaged: stop the console and restore a backup',
  )
  const { code } = await addCode(database, 5)
  const { status, headers } = await (await createAgent(app.url)).register(code, {
    machineId: 'm',
    hostname: 'h',
  })
  expect([status, headers.get('retry-after')]).toEqual([503, '5'])
  await app.stop()
  await database.remove()
})

test('a file that was moved away or replaced gets nothing more, until it is back', async () => {
  const database = await createTestDatabase('sqlite')
  const app = await startConsole({ DATABASE_URL: database.url })
  const agent = await createAgent(app.url)
  const { code, id } = await addCode(database, 5)
  expect((await agent.register(code, { machineId: 'm-1', hostname: 'h' })).status).toBe(201)
  const path = fileOf(database)
  for (const replace of [() => {}, () => copyFileSync(`${path}.away`, path)]) {
    renameSync(path, `${path}.away`)
    replace()
    expect((await agent.register(code, { machineId: 'm-2', hostname: 'h' })).status).toBe(503)
    await expect.poll(() => ready(app.url)).toBe(503)
    const page = await fetch(`${app.url}/sign-in`)
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5'])
    renameSync(`${path}.away`, path)
    expect(await ready(app.url)).toBe(200)
  }
  expect((await agent.register(code, { machineId: 'm-2', hostname: 'h' })).status).toBe(201)
  await app.stop()
  expect(await readLedger(databaseAt(database.url), id)).toEqual({
    registeredCount: 2,
    registrations: 2,
  })
  await database.remove()
})

/** Where the first page of a table lies. */
function placeOf(path: string, table: string): { page: number; size: number } {
  const file = new Sqlite(path, { readonly: true })
  const page = file
    .prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(table) as number
  const size = file.pragma('page_size', { simple: true }) as number
  file.close()
  return { page, size }
}
