import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAgent } from '../e2e/support/agent'
import { addCode, readLedger } from '../e2e/support/codes'
import { SECRET, startConsole } from '../e2e/support/console'
import { expect, test } from '../e2e/support/fixtures'
import { createTestDatabase, databaseAt } from '../e2e/support/test-database'
import { createPostgresDatabase } from '../test/databases'
import { BINARIES, startDebianPostgres } from './support/debian-postgres'
import { startLoad } from './support/load'

const DATABASES = {
  sqlite: async () => ({ database: await createTestDatabase('sqlite'), end: async () => {} }),
  async postgresql() {
    const server = await startDebianPostgres()
    return { database: databaseAt((await createPostgresDatabase(server.url)).url), end: server.end }
  },
}

for (const [provider, create] of Object.entries(DATABASES)) {
  test(`a backup that was taken under load is restored whole, on ${provider}`, async () => {
    const { database, end } = await create()
    const folder = mkdtempSync(join(tmpdir(), 'activation-console-backup-'))
    const [early, late] = [join(folder, 'early'), join(folder, 'late')]
    const app = await startConsole({ DATABASE_URL: database.url })
    const { code, id } = await addCode(database, 1_000)
    const load = startLoad(app.url, code, 'm')
    await load.acknowledged(20)
    const before = await readLedger(database, id)
    runBackup('backup', early, database.url)
    const { acknowledged } = await load.end()
    await app.stop()
    runBackup('backup', late, database.url)
    const whole = await database.run(
      'SELECT "machineId", hostname FROM "SourceServer" ORDER BY "machineId"',
    )

    // What was there at the moment of the backup: no more, no less, and it agrees with itself.
    runBackup('restore', early, database.url)
    const ledger = await readLedger(database, id)
    expect(ledger.registrations).toBe(ledger.registeredCount)
    expect(ledger.registrations).toBeGreaterThanOrEqual(before.registrations)
    expect(ledger.registrations).toBeLessThanOrEqual(acknowledged.size)

    runBackup('restore', late, database.url)
    expect(
      await database.run('SELECT "machineId", hostname FROM "SourceServer" ORDER BY "machineId"'),
    ).toEqual(whole)
    const again = await startConsole({ DATABASE_URL: database.url })
    const repeat = await (await createAgent(again.url)).register(code, {
      machineId: 'm-1',
      hostname: 'm-1',
    })
    expect(repeat.status).toBe(200)
    await again.stop()
    await database.remove()
    await end()
    rmSync(folder, { recursive: true })
  })
}

function runBackup(task: 'backup' | 'restore', file: string, url: string): void {
  const env = {
    ...process.env,
    PATH: `${BINARIES}:${process.env.PATH}`,
    DATABASE_URL: url,
    CONSOLE_SECRET: SECRET,
  }
  execFileSync(process.execPath, ['scripts/backup.mjs', task, file], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
