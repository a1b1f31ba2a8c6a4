import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import { storedMachineId } from '@/lib/machines/machine-id'
import { StartError } from '@/lib/start-error'
import { diffModels } from '@/scripts/schema-engine'
import { createPostgresDatabase, createSqliteDatabase, type EmptyDatabase } from '@/test/databases'
import { storedMoment } from '@/test/stored-moment'
import { parseDatabaseUrl } from '../address/target'
import { migrate } from './migrate'

const provider = inject('provider')
const server = provider === 'postgresql' ? inject('postgresUrl') : ''
const emptyDatabase = async () =>
  provider === 'sqlite' ? createSqliteDatabase() : createPostgresDatabase(server)

let database: EmptyDatabase
beforeEach(async () => {
  database = await emptyDatabase()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await database.remove()
})

const migrated = () => migrate(parseDatabaseUrl(database.url))

/** Runs SQL that has rows, by the driver itself. */
async function rows(sql: string, url = database.url): Promise<Record<string, unknown>[]> {
  const target = parseDatabaseUrl(url)
  if (target.provider === 'sqlite') {
    const connection = new Sqlite(target.path)
    const statement = connection.prepare(sql)
    const found = statement.reader ? statement.all() : []
    if (!statement.reader) statement.run()
    connection.close()
    return found as Record<string, unknown>[]
  }
  const client = new Client({ connectionString: target.connectionString })
  await client.connect()
  const result = await client.query(sql)
  await client.end()
  return result.rows
}

/** Columns, indexes and constraints, one a row. */
const CATALOGUE = {
  sqlite: `SELECT t.name AS "table", c.name, c.type || c."notnull" || coalesce(c.dflt_value, '') AS
    sql
    FROM sqlite_master t, pragma_table_xinfo(t.name) c
    WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%' AND c.hidden = 0 AND t.name <>
      '_prisma_migrations'
    UNION ALL SELECT tbl_name, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND
      tbl_name <> '_prisma_migrations'
    UNION ALL SELECT t.name, f."from", f."table" || f."to" || f.on_update || f.on_delete
    FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table' ORDER BY 1, 2,
      3`,
  postgresql: `SELECT table_name AS "table", column_name AS name, data_type || is_nullable ||
    coalesce(column_default, '') || coalesce(datetime_precision::text, '') AS sql
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <>
      '_prisma_migrations'
    UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND
      tablename <> '_prisma_migrations'
    UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <>
        '_prisma_migrations' ORDER BY 1, 2, 3`,
}

/** What only the migrations say, because models can't: the shelves of the list, and the search. */
const BEYOND_MODELS = new RegExp(
  [
    '^(shelf|usage|row)$',
    '^AccessToken_(createdBy_)?shelf_',
    '^(AccessToken|SourceServer|Refusal)(_(unfilled|searchText_trigram)_idx|Search|_search_)',
    '_given_idx$',
  ].join('|'),
)

const isOfModels = ({ table, name }: Record<string, unknown>) =>
  ![table, name].some((text) => BEYOND_MODELS.test(String(text))) &&
  !(table === 'SourceServer' && name === 'searchText')

/** A copy of the migrations into which `change` writes; the program takes it for its own. */
function withMigrations(change: (folder: string) => void) {
  const root = mkdtempSync(join(tmpdir(), 'activation-console-migrations-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  cpSync('prisma/migrations', join(root, 'prisma/migrations'), { recursive: true })
  change(join(root, 'prisma/migrations', provider))
  vi.spyOn(process, 'cwd').mockReturnValue(root)
}

function addMigration(folder: string, name: string, sql: string) {
  mkdirSync(join(folder, name))
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

describe('migrations', () => {
  it('lead to exactly what the models say', async () => {
    await migrated()
    const fresh = await emptyDatabase()
    const script = await diffModels(
      provider,
      `${server}/postgres`,
      undefined,
      readFileSync('prisma/models.prisma', 'utf8'),
    )
    for (const statement of script.split(/;\s*\n/).filter((part) => part.trim()))
      await rows(statement, fresh.url)
    expect((await rows(CATALOGUE[provider])).filter(isOfModels)).toEqual(
      await rows(CATALOGUE[provider], fresh.url),
    )
    await fresh.remove()
  })

  it('are applied once, and not again', async () => {
    expect(await migrated()).not.toEqual([])
    expect(await migrated()).toEqual([])
  })

  it('are applied once when five instances start together', async () => {
    const applied = await Promise.all(Array.from({ length: 5 }, migrated))
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
  })

  it('leave nothing behind when one of them fails', async () => {
    withMigrations((folder) => {
      addMigration(folder, '20990101000000_good', 'CREATE TABLE "Good" (id INTEGER);')
      addMigration(
        folder,
        '20990102000000_bad',
        'CREATE TABLE "Bad" (id INTEGER); INSERT INTO "Nowhere" VALUES (1);',
      )
    })
    await expect(migrated()).rejects.toThrow(StartError)
    expect(await rows(CATALOGUE[provider])).toEqual([])
    vi.restoreAllMocks()
    expect(await migrated()).not.toEqual([])
  })

  it('bring along what an earlier version wrote', async () => {
    withMigrations((folder) => {
      for (const name of readdirSync(folder).filter((known) => known > '20261125'))
        rmSync(join(folder, name), { recursive: true })
    })
    await migrated()
    vi.restoreAllMocks()
    const at = (days: number) => storedMoment(Date.now() + days * 86_400_000)
    const token = (id: string, days: number, used: number) =>
      rows(`INSERT INTO "AccessToken" (id, "codeHash", name, count, "registeredCount", "expiresAt",
        "createdAt", "createdBy")
        VALUES ('${id}', '${id}', 'Wave', 4, ${used}, '${at(days)}', '${at(-1)}', 'p-1')`)
    await token('at-expired', -1, 0)
    await token('at-soon', 5, 4)
    await token('at-later', 60, 1)
    const source =
      "'s-1', 'm-1', 'Web', 'web', 'web', 'linux', '', '', '{}', 'web m-1', 'Available', " +
      "'at-soon'"
    await rows(`INSERT INTO "SourceServer" (id, "machineId", name, "searchName", hostname,
      platform, architecture, "agentVersion", "systemInfo",
      "searchFacts", state, "lastTokenId", "registeredAt", "seenAt") VALUES (${source}, '${at(0)}',
        '${at(0)}')`)
    await rows(`INSERT INTO "Registration" ("tokenId", "machineId", "sourceServerId", ip,
      "agentVersion", at)
      VALUES ('at-soon', 'm-1', 's-1', '', '', '2026-11-20T10:00:00.000+00:00')`)
    await rows(`INSERT INTO "Refusal" (id, "tokenId", reason, source, ip, attempts, "firstAt",
      "lastAt")
      VALUES ('rf-1', 'at-soon', 'code_exhausted', 'm-2', '', 7, '${at(-9)}',
        '2026-11-21T10:00:00.000+00:00')`)

    expect(await migrated()).not.toEqual([])
    const shelves = await rows(`SELECT id, shelf, "usage" FROM "AccessToken" ORDER BY id`)
    expect(shelves).toEqual([
      { id: 'at-expired', shelf: 0, usage: 0 },
      { id: 'at-later', shelf: 19, usage: 250_000 },
      { id: 'at-soon', shelf: 9, usage: 1_000_000 },
    ])
    expect(
      (await rows('SELECT day, kind, count FROM "DailyTally" ORDER BY day')).map((row) => ({
        ...row,
        count: Number(row.count),
      })),
    ).toEqual([
      { day: '2026-11-20', kind: 'registration', count: 1 },
      { day: '2026-11-21', kind: 'refusal', count: 7 },
    ])
    const search = {
      sqlite: `SELECT s.id FROM "SourceServer" s WHERE s."row" IN (SELECT rowid FROM
         "SourceServerSearch" WHERE "searchText" MATCH '"m-1"')`,
      postgresql: `SELECT id FROM "SourceServer" WHERE "searchText" LIKE '%m-1%'`,
    }
    expect(await rows(search[provider])).toEqual([{ id: 's-1' }])
  })

  it('bring along machines and texts from before machine keys', async () => {
    withMigrations((folder) => {
      for (const name of readdirSync(folder).filter((known) => known > '20261126'))
        rmSync(join(folder, name), { recursive: true })
    })
    await migrated()
    vi.restoreAllMocks()
    const at = `'2026-11-20T10:00:00.000+00:00'`
    const raw = '0123456789abcdef0123456789ABCDEF'
    const uuid = '01234567-89ab-cdef-0123-456789abcdef'
    const [percent, underscore, backslash] = ['\uE000', '\uE001', '\uE002']
    const standIns = (text: string) => text.replaceAll('_', underscore).replaceAll('%', percent)
    const token = (id: string, name: string, description: string) =>
      rows(`INSERT INTO "AccessToken" (id, "codeHash", name, description, "searchText", "sortName",
        count, "expiresAt", "createdAt", "createdBy")
        VALUES ('${id}', '${id}', '${name}', '${description}',
          '${standIns(`${id}\n${name}\n${description}`)}',
          '${standIns(name)}', 1, ${at}, ${at}, 'p-1')`)
    await token('at-1', 'wave_1', '100% of it')
    await token('at-2', 'plain', `odd ${underscore} text`)
    await rows(`UPDATE "AccessToken" SET count = 10, "registeredCount" = 9 WHERE id = 'at-2'`)
    const source = (id: string, machineId: string, name: string, host: string) =>
      rows(`INSERT INTO "SourceServer" (id, "machineId", name, "searchName", hostname, platform,
        architecture, "agentVersion", "systemInfo", "searchFacts",
          state, "lastTokenId", "registeredAt", "seenAt") VALUES ('${id}', '${machineId}',
            '${name}', '${name.replaceAll('\\', backslash)}', '${host}', '', '', '', '{}',
          '${standIns(`${host}\n${machineId.toLowerCase()}`)}', 'Available', 'at-1', ${at}, ${at})`)
    await source('s-raw', raw, 'a\\b', 'db_1')
    await source('s-uuid', uuid, 'uuid', 'db2')
    await source('s-own', 'my-machine', `own ${percent}`, 'db3')
    for (const [machineId, id] of [
      [raw, 's-raw'],
      ['my-machine', 's-own'],
    ])
      await rows(
        `INSERT INTO "Registration" ("tokenId", "machineId", "sourceServerId", ip,
           "agentVersion", at) VALUES ('at-1', '${machineId}', '${id}', '', '', ${at})`,
      )
    await rows(`INSERT INTO "Refusal" (id, "tokenId", reason, source, ip, attempts, "firstAt",
      "lastAt")
      VALUES ('rf-1', 'at-1', 'code_exhausted', '${raw}', '', 7, ${at}, ${at}), ('rf-2', 'at-1',
        'code_exhausted', 'other machines', '', 7, ${at}, ${at})`)
    await rows(`INSERT INTO "SmcCall" (id, "accessKeyId", at, operation, result, ip, "requestId")
      VALUES ('ca-1', 'ak-1', ${at}, 'x', 'SignatureDoesNotMatch', '', ''), ('ca-2', 'ak-1', ${at},
        'x', 'InvalidParameter', '', '')`)

    expect(await migrated()).not.toEqual([])
    expect(
      await rows(`SELECT "listedCount", shelf % 6 AS place, usage FROM "AccessToken" ORDER BY id`),
    ).toEqual([
      { listedCount: 0, place: 0, usage: 0 },
      { listedCount: 9, place: 2, usage: 900_000 },
    ])
    const hash = storedMachineId(raw)
    expect(
      await rows(`SELECT id, "searchText", "sortName" FROM "AccessToken" ORDER BY id`),
    ).toEqual([
      { id: 'at-1', searchText: 'at-1\nwave_1\n100% of it', sortName: 'wave_1' },
      { id: 'at-2', searchText: '', sortName: 'plain' },
    ])
    expect(
      await rows(
        `SELECT id, "machineId", "searchName", "searchFacts" FROM "SourceServer" ORDER BY id`,
      ),
    ).toEqual([
      { id: 's-own', machineId: 'my-machine', searchName: '', searchFacts: 'db3\nmy-machine' },
      { id: 's-raw', machineId: hash, searchName: 'a\\b', searchFacts: `db_1\n${hash}` },
      {
        id: 's-uuid',
        machineId: storedMachineId(uuid),
        searchName: 'uuid',
        searchFacts: `db2\n${storedMachineId(uuid)}`,
      },
    ])
    expect(
      (await rows('SELECT "machineId" FROM "Registration"')).map((row) => row.machineId).sort(),
    ).toEqual([hash, 'my-machine'].sort())
    expect(
      (await rows('SELECT source FROM "Refusal" ORDER BY id')).map((row) => row.source),
    ).toEqual([hash, 'other machines'])
    expect(
      (await rows('SELECT proven FROM "SmcCall" ORDER BY id')).map(({ proven }) => Boolean(proven)),
    ).toEqual([false, true])
    const search = {
      sqlite: `SELECT s.id FROM "SourceServer" s WHERE s."row" IN (SELECT rowid FROM
         "SourceServerSearch" WHERE "searchText" MATCH '"db_1"')`,
      postgresql: `SELECT id FROM "SourceServer" WHERE "searchText" LIKE '%db\\_1%'`,
    }
    expect(await rows(search[provider])).toEqual([{ id: 's-raw' }])
  })

  it('are refused for a database that is newer than the program', async () => {
    withMigrations((folder) =>
      addMigration(folder, '20990101000000_later', 'CREATE TABLE "Later" (id INTEGER);'),
    )
    await migrated()
    vi.restoreAllMocks()
    await expect(migrated()).rejects.toThrow(/newer than this program.*20990101000000_later/)
  })

  it('are refused when one was changed after it was applied', async () => {
    await migrated()
    withMigrations((folder) => addMigration(folder, '20990101000000_x', 'SELECT 1;'))
    await migrated()
    vi.restoreAllMocks()
    withMigrations((folder) => addMigration(folder, '20990101000000_x', 'SELECT 2;'))
    await expect(migrated()).rejects.toThrow(/was changed/)
  })
})

it('says in one line that a database can not be reached or opened', async () => {
  const url =
    provider === 'sqlite'
      ? 'file:/dev/null/console.db'
      : 'postgresql://ada:hush@127.0.0.1:1/console'
  const attempt = migrate(parseDatabaseUrl(url))
  await expect(attempt).rejects.toThrow(StartError)
  await expect(attempt).rejects.not.toThrow(/hush|\n/)
})
