// npm run bench:export (after npm run build): the memory that the console takes while it exports
// audit events.

import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { freePort, startTemporaryPostgres } from '../scripts/temporary-postgres'
import { createPostgresDatabase, createSqliteDatabase, type EmptyDatabase } from '../test/databases'
import { storedMoment } from '../test/stored-moment'

const SIZES = [1_000, 100_000, 400_000]
/**
 * The heap of the console. Without a limit V8 lets garbage lie while there is room; an export that
 * kept what it sent would end here.
 */
const HEAP_MEBIBYTES = 128

const PASSWORD = 'only for this bench'

/** Resident memory of a process, in MiB. */
function memoryOf(pid: number): number {
  return Math.round(
    Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
  )
}

async function startConsole(url: string): Promise<{ child: ChildProcess; address: string }> {
  const port = await freePort()
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    PORT: String(port),
    LISTEN_ADDRESS: '127.0.0.1',
    DATABASE_URL: url,
  }
  Object.assign(env, {
    CONSOLE_SECRET: randomBytes(32).toString('hex'),
    ADMIN_EMAIL: 'bench@example.com',
    ADMIN_PASSWORD: PASSWORD,
    LOG_LEVEL: 'silent',
  })
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${HEAP_MEBIBYTES}`, 'dist/main.mjs'],
    {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await new Promise<void>((resolve) =>
    child.stdout?.on('data', (text) => String(text).includes('is ready:') && resolve()),
  )
  return { child, address: `http://127.0.0.1:${port}` }
}

async function addEvents(url: string, from: number, to: number): Promise<void> {
  const rows = Array.from({ length: to - from }, (_, index) => ({
    id: `ae-bench${from + index}`,
    at: storedMoment(Date.now() - (from + index) * 1_000),
    changes: JSON.stringify({ count: [100, 200], description: [null, 'x'.repeat(200)] }),
  }))
  const columns = '(id, at, "actorId", "actorName", action, target, ip, changes)'
  if (url.startsWith('file:')) {
    const database = new Sqlite(url.slice('file:'.length))
    const insert = database.prepare(
      `INSERT INTO "AuditEvent" ${columns} VALUES (@id, @at, 'p-bench', 'Bench', 'token.changed',
         'at-bench', '', @changes)`,
    )
    database.transaction(() => rows.forEach((row) => void insert.run(row)))()
    database.close()
    return
  }
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(
    `INSERT INTO "AuditEvent" ${columns} SELECT id, at, 'p-bench', 'Bench', 'token.changed',
       'at-bench', '', changes FROM json_populate_recordset(NULL::"AuditEvent", $1)`,
    [JSON.stringify(rows)],
  )
  await client.end()
}

/** Exports from a console that has just started, and tells its memory. */
async function measure(name: string, database: EmptyDatabase): Promise<void> {
  let written = 0
  for (const size of SIZES) {
    const { child, address } = await startConsole(database.url)
    const signIn = await fetch(`${address}/api/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ email: 'bench@example.com', password: PASSWORD }),
    })
    const cookies = signIn.headers.getSetCookie().map((part) => part.split(';')[0])
    await addEvents(database.url, written, size)
    written = size
    let [bytes, highest] = [0, 0]
    const before = memoryOf(child.pid ?? 0)
    const answer = await fetch(`${address}/api/export/audit?format=jsonl`, {
      headers: { cookie: cookies.join('; '), connection: 'close' },
    })
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.byteLength
      highest = Math.max(highest, memoryOf(child.pid ?? 0))
    }
    console.log(
      `${name}: ${size} events, ${(bytes / 1_048_576).toFixed(1)} MiB sent; memory ` +
        `${before} MiB before, at most ${highest} MiB meanwhile`,
    )
    child.kill()
    await new Promise((resolve) => child.once('exit', resolve))
  }
  await database.remove()
}

console.log(
  `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}; heap of at most ` +
    `${HEAP_MEBIBYTES} MiB`,
)
await measure('SQLite', createSqliteDatabase())
const postgres = await startTemporaryPostgres()
await measure('PostgreSQL', await createPostgresDatabase(postgres.url))
await postgres.remove()
