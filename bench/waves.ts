// npm run bench:waves: what waves cost registrations, and how they behave with a million expected
// hosts, on both databases. BENCH_ROWS says how many else.
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { parseDatabaseUrl } from '../lib/db/address/target'
import { migrate } from '../lib/db/migrations/migrate'
import { startTemporaryPostgres } from '../scripts/temporary-postgres'
import { createPostgresDatabase, createSqliteDatabase } from '../test/databases'
import type { WaveTimes } from './waves-run'

async function measure(url: string): Promise<WaveTimes> {
  await migrate(parseDatabaseUrl(url))
  const run = ['--conditions=react-server', '--import', 'tsx', 'bench/waves-run.ts']
  const output = execFileSync(process.execPath, run, {
    env: { ...process.env, DATABASE_URL: url, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(output.toString())
}

function report(provider: string, times: WaveTimes): void {
  const { none, beside, expected, importSeconds, reads } = times
  const share = (count: number) => `${Math.round((count / none) * 100)} %`
  console.log(`\n${provider}: registrations in a second, beside those without any wave`)
  console.log(`  no waves           ${Math.round(none)}`)
  console.log(`  beside many waves  ${Math.round(beside)} (${share(beside)})`)
  console.log(`  expected hosts     ${Math.round(expected)} (${share(expected)})`)
  console.log(`  20,000 hosts put in in ${importSeconds.toFixed(1)} s`)
  for (const [what, milliseconds] of reads)
    console.log(`  ${what.padEnd(36)} ${milliseconds.toFixed(1)} ms`)
}

console.log(
  `Node ${process.version}, ${cpus()[0]?.model}, ${cpus().length} cores, the database beside it`,
)
const sqlite = createSqliteDatabase()
report('SQLite', await measure(sqlite.url))
await sqlite.remove()
const postgres = await startTemporaryPostgres({ durable: true })
const database = await createPostgresDatabase(postgres.url)
report('PostgreSQL', await measure(database.url))
await database.remove()
await postgres.stop()
