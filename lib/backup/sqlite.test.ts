import { copyFileSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../db/migrations/migrate'
import { secretKeyOf } from '../secrets/box'
import { backUpSqlite, restoreSqlite } from './sqlite'

const SECRET = 'only-for-tests-0123456789abcdefghij'
const folder = mkdtempSync(join(tmpdir(), 'activation-console-backup-'))
const path = join(folder, 'console.db')
afterAll(() => rmSync(folder, { recursive: true }))

function addKey(file: string, id: string, consoleSecret: string) {
  const database = new Sqlite(file)
  const { id: secretKeyId } = secretKeyOf(consoleSecret)
  const insert = `INSERT INTO "AccessKey" (id, name, role, "ownerId", secret, "secretKeyId",
     "createdAt", "createdBy") VALUES (?, 'k', 'operator', 'p', 's', ?, '2026', 'p')`
  database.prepare(insert).run(id, secretKeyId)
  database.close()
}

/** All rows of all tables, as text. */
function dump(file: string): string {
  const database = new Sqlite(file, { readonly: true })
  const tables = database
    .prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
    .pluck()
    .all()
  const rows = tables.map((table) => [table, database.prepare(`SELECT * FROM "${table}"`).all()])
  database.close()
  return JSON.stringify(rows)
}

let backups = 0
async function backUp(): Promise<string> {
  const file = join(folder, `backup-${++backups}`)
  await backUpSqlite(path, file)
  return file
}

beforeAll(async () => {
  await migrate({ provider: 'sqlite', path, label: '' })
  addKey(path, 'ak-1', SECRET)
})

it('backs up what the journal holds too, and restores all of it', async () => {
  const writer = new Sqlite(path)
  writer.exec(`UPDATE "AccessKey" SET name = 'written last'`)
  const file = await backUp()
  writer.close()
  expect(existsSync(`${file}-wal`)).toBe(false)
  const backedUp = dump(path)
  addKey(path, 'ak-later', SECRET)
  const before = await restoreSqlite(path, file, [SECRET])
  expect(dump(path)).toBe(backedUp)
  expect(dump(before ?? '')).toContain('ak-later')
})

it('restores where there is nothing', async () => {
  const elsewhere = join(folder, 'elsewhere.db')
  expect(await restoreSqlite(elsewhere, await backUp(), [SECRET])).toBeUndefined()
  expect(dump(elsewhere)).toBe(dump(path))
})

it('takes the secret before as well, and no other one', async () => {
  const file = await backUp()
  const untouched = dump(path)
  await restoreSqlite(path, file, ['another-secret-0123456789abcdefghi', SECRET])
  await expect(restoreSqlite(path, file, ['another-secret-0123456789abcdefghi'])).rejects.toThrow(
    'another CONSOLE_SECRET',
  )
  expect(dump(path)).toBe(untouched)
})

it.each<[string, (file: string) => void, string]>([
  [
    'is newer than the program',
    (file) => {
      const database = new Sqlite(file)
      database.exec(
        `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES ('x',
           'x', 1, '29990101000000_later')`,
      )
      database.close()
    },
    'newer than this program',
  ],
  [
    'is damaged',
    (file) => {
      const descriptor = openSync(file, 'r+')
      writeSync(descriptor, Buffer.alloc(8_192, 7), 0, 8_192, 4_096)
    },
    'damaged',
  ],
  ['is no database', (file) => copyFileSync('package.json', file), 'no database that can be read'],
  [
    'is the database of something else',
    (file) => {
      rmSync(file)
      new Sqlite(file).exec('CREATE TABLE t (a)').close()
    },
    'no backup of a console',
  ],
])('refuses a backup that %s, and leaves the database as it is', async (_, spoil, sentence) => {
  const file = await backUp()
  spoil(file)
  const untouched = dump(path)
  await expect(restoreSqlite(path, file, [SECRET])).rejects.toThrow(sentence)
  expect(dump(path)).toBe(untouched)
})

it('refuses to restore under a console that runs', async () => {
  const file = await backUp()
  const database = new Sqlite(path)
  const insert = `INSERT INTO "Instance" VALUES ('in-1', ?, ?, 'b', 's', '2026', '2026')`
  database.prepare(insert).run(hostname(), process.pid)
  database.close()
  await expect(restoreSqlite(path, file, [SECRET])).rejects.toThrow(`process ${process.pid}`)
})

it('refuses to restore while somebody has the database open', async () => {
  const file = await backUp()
  const reader = new Sqlite(path)
  reader.exec(`DELETE FROM "Instance"`)
  reader.pragma('journal_mode = WAL')
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM "AccessKey"').get()
  const untouched = dump(path)
  await expect(restoreSqlite(path, file, [SECRET])).rejects.toThrow('Somebody uses this database')
  reader.exec('COMMIT')
  reader.close()
  expect(dump(path)).toBe(untouched)
})

it('restores over a file that is damaged, and keeps that', async () => {
  const file = await backUp()
  const descriptor = openSync(path, 'r+')
  writeSync(descriptor, Buffer.alloc(100, 7), 0, 100, 0)
  const before = await restoreSqlite(path, file, [SECRET])
  expect(dump(path)).toContain('ak-1')
  expect(existsSync(before ?? '')).toBe(true)
})
