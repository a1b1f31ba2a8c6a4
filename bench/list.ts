// npm run bench:list: how the list of codes behaves at a thousand and at a million rows, on both
// databases.
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { parseDatabaseUrl } from '../lib/db/address/target'
import { migrate } from '../lib/db/migrations/migrate'
import { startTemporaryPostgres } from '../scripts/temporary-postgres'
import { createPostgresDatabase, createSqliteDatabase } from '../test/databases'
import type { Timing } from './list-run'
import { seedTokens } from './seed-tokens'

const SIZES = [1_000, Number(process.env.BENCH_ROWS ?? 1_000_000)]
/**
 * A list holds when its 95th percentile at a million rows is within so many times that at a
 * thousand, or within so many milliseconds.
 */
const TIMES = 2
const MILLISECONDS = 50

async function measure(url: string, rows: number): Promise<Timing[]> {
  await migrate(parseDatabaseUrl(url))
  const startedAt = Date.now()
  await seedTokens(url, rows)
  console.error(`${rows} codes written in ${Math.round((Date.now() - startedAt) / 1000)} s`)
  const environment = { ...process.env, DATABASE_URL: url, LOG_LEVEL: 'silent' }
  const run = [
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'bench/list-run.ts'],
  ] as const
  return JSON.parse(
    execFileSync(run[0], run[1], {
      env: environment,
      maxBuffer: 1e8,
      stdio: ['ignore', 'pipe', 'inherit'],
    }).toString(),
  )
}

const column = (value: number) => value.toFixed(1).padStart(8)
let missed = 0

function report(provider: string, [small = [], large = []]: Timing[][]) {
  console.log(`\n${provider}, milliseconds: ${SIZES.join(' and ')} codes`)
  console.log(
    'list'.padEnd(52) + ['median', 'p95', 'median', 'p95'].map((name) => name.padStart(8)).join(''),
  )
  for (const timing of large) {
    const before = small.find(
      ({ filter, sort, page }) =>
        filter === timing.filter && sort === timing.sort && page === timing.page,
    )
    const holds = timing.p95 <= MILLISECONDS || (before && timing.p95 <= TIMES * before.p95)
    if (!holds) missed++
    const title = `${timing.filter}, by ${timing.sort}, ${timing.page} page`.padEnd(52)
    const first = before ? `${column(before.median)}${column(before.p95)}` : ' '.repeat(16)
    console.log(
      `${title}${first}${column(timing.median)}${column(timing.p95)}${holds ? '' : '  missed'}`,
    )
  }
  const worst = Math.max(...large.map(({ p95 }) => p95))
  console.log(
    `${large.length} lists; the slowest has its 95th percentile at ${worst.toFixed(1)} ms.`,
  )
}

console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`)
const postgres = await startTemporaryPostgres()
for (const provider of ['SQLite', 'PostgreSQL']) {
  const results: Timing[][] = []
  for (const rows of SIZES) {
    const database =
      provider === 'SQLite' ? createSqliteDatabase() : await createPostgresDatabase(postgres.url)
    results.push(await measure(database.url, rows))
    await database.remove()
  }
  report(provider, results)
}
await postgres.remove()
console.log(missed === 0 ? '\nEvery list holds.' : `\n${missed} lists are too slow.`)
process.exitCode = missed === 0 ? 0 : 1
