// npm run bench (after npm run build): what the console does in a second, beside what the database
// alone does, and what it takes. Prints its results and writes them to bench/results.md. Needs wrk,
// and pgbench of PostgreSQL.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { startTemporaryPostgres } from '../scripts/temporary-postgres'
import { measureIssuing } from './issuing'
import { measureApiKeys } from './other-library'
import { weighPages } from './pages'
import { measureLimit, measureRegistrations, type Registrations } from './registrations/run'
import { measureSmc } from './smc'
import { measureHundredTabs } from './tabs'

const CLIENTS = [16, 64]
const CODES = [1, 60]

const lines: string[] = []
function say(line = ''): void {
  console.log(line)
  lines.push(line)
}

/** A table in Markdown. */
function table(head: string[], rows: (string | number)[][]): void {
  say(`| ${head.join(' | ')} |`)
  say(`| ${head.map(() => '---').join(' | ')} |`)
  for (const row of rows) say(`| ${row.join(' | ')} |`)
  say()
}

const whole = (value: number) => Math.round(value).toLocaleString('en')
const codesOf = (codes: number) => (codes === 1 ? 'one code' : `${codes} codes`)

for (const tool of ['wrk', 'pgbench']) {
  if (!spawnSync(tool, ['--version']).error) continue
  console.error(
    `The bench needs ${tool}. On Debian: apt-get install wrk postgresql-contrib, with ` +
      '/usr/lib/postgresql/*/bin in PATH.',
  )
  process.exit(1)
}

const { version } = JSON.parse(readFileSync('node_modules/next/package.json', 'utf8'))
say('# What was measured')
say()
say(
  `By \`npm run bench\` on ${cpus()[0]?.model}, ${cpus().length} cores, everything on the ` +
    `one machine: Node ${process.version}, Next ${version}.`,
)
say('Each figure is the median of three runs of five seconds.')
say()

const postgres = await startTemporaryPostgres({ durable: true })
try {
  const limits = new Map<string, number>()
  for (const codes of CODES)
    for (const clients of CLIENTS)
      limits.set(`${codes} ${clients}`, await measureLimit(postgres.url, clients, codes))
  const limitOf = ({ codes, clients }: { codes: number; clients: number }) =>
    limits.get(`${codes} ${clients}`) ?? Number.NaN
  const apiKeys = new Map<number, number>()
  for (const clients of CLIENTS) apiKeys.set(clients, await measureApiKeys(postgres.url, clients))

  say('## Registrations in a second, over HTTP')
  say()
  say(
    '`pgbench` does the same work in one prepared statement on three bare tables of ' +
      'PostgreSQL: the limit that this machine sets.',
  )
  say(
    'The last column is `better-auth` verifying an API key with `remaining`, called ' +
      'without HTTP on the same PostgreSQL.',
  )
  say()
  const rows: (string | number)[][] = []
  const memory: Registrations[] = []
  for (const provider of ['SQLite', 'PostgreSQL'] as const) {
    for (const clients of CLIENTS) {
      for (const codes of CODES) {
        const result = await measureRegistrations(provider, postgres.url, clients, codes)
        const limit = limitOf({ codes, clients })
        const other = apiKeys.get(clients) ?? Number.NaN
        memory.push(result)
        rows.push([
          provider,
          clients,
          codesOf(codes),
          whole(result.perSecond),
          whole(limit),
          (result.perSecond / limit).toFixed(2),
          (result.perSecond / other).toFixed(1),
          result.p50.toFixed(1),
          result.p99.toFixed(1),
        ])
      }
    }
  }
  table(
    [
      'database',
      'clients',
      '',
      'console',
      'pgbench',
      'ratio',
      'times better-auth',
      'median ms',
      '99 % ms',
    ],
    rows,
  )

  say('## Issuing, start, memory and open pages')
  say()
  const issuing = await measureIssuing(postgres.url)
  const smc = [await measureSmc('sqlite'), await measureSmc('postgresql')]
  const tabs = await measureHundredTabs()
  const pages = await weighPages()
  const [first] = memory
  table(
    ['what', 'figure'],
    [
      [
        'codes issued in a second by what the form calls, 16 at once, SQLite / PostgreSQL',
        issuing.map(whole).join(' / '),
      ],
      [
        'codes issued in a second by signed calls of the SMC API, 16 at once, SQLite / PostgreSQL',
        smc.map(whole).join(' / '),
      ],
      ['from the start to "ready", on a database that is there', `${first?.readyMilliseconds} ms`],
      ['memory at rest', `${first?.restMebibytes} MiB`],
      [
        'memory at the end of a run, at most',
        `${Math.max(...memory.map(({ loadMebibytes }) => loadMebibytes))} MiB`,
      ],
      [
        'share of a core that a hundred open pages take while nothing changes',
        `${tabs.toFixed(1)} %`,
      ],
      [
        `gzipped script of ${pages.map(([path]) => `\`${path}\``).join(', ')}`,
        `${pages.map(([, kilobytes]) => whole(kilobytes)).join(', ')} KB`,
      ],
    ],
  )
} finally {
  await postgres.remove()
}
say(
  'Lists: `npm run bench:list`; exports: `npm run bench:export`. What pages load is held ' +
    'by a test (`e2e/page-weight.spec.ts`).',
)
writeFileSync('bench/results.md', `${lines.join('\n')}\n`)
