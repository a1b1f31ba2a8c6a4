import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { addCode } from '../../e2e/support/codes'
import { createTestDatabase, type TestDatabase } from '../../e2e/support/test-database'
import { median, memoryOf, startMeasured } from '../console'

const RUNS = 3
const SECONDS = 5
const USES = 1_000
/** Uses taken of each code, so that no request is refused. */
const TAKEN = 900
/** Registrations that a run may make at most. */
const MOST = 60_000

export type Registrations = {
  perSecond: number
  p50: number
  p99: number
  readyMilliseconds: number
  restMebibytes: number
  loadMebibytes: number
}
type Run = { perSecond: number; failed: number; p50: number; p99: number }

/**
 * Registrations over HTTP, each from a machine of its own, with one code at a time or with several
 * in turn.
 */
export async function measureRegistrations(
  provider: 'SQLite' | 'PostgreSQL',
  postgresUrl: string,
  clients: number,
  codes: number,
): Promise<Registrations> {
  process.env.E2E_POSTGRES_URL = postgresUrl
  const database = await createTestDatabase(provider === 'SQLite' ? 'sqlite' : 'postgresql')
  const app = await startMeasured({ DATABASE_URL: database.url })
  const restMebibytes = memoryOf(app.pid)
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-bench-'))
  const runs: Run[] = []
  try {
    // The first one warms the process up.
    for (let index = 0; index <= RUNS; index++) {
      const file = join(folder, `codes-${index}`)
      writeFileSync(file, (await addCodes(database, codes)).join('\n'))
      const run = await wave(
        app.url,
        file,
        clients,
        codes,
        `run-${index}`,
        index === 0 ? 2 : SECONDS,
      )
      if (run.failed > 0) throw new Error(`${run.failed} registrations failed`)
      if (index > 0) runs.push(run)
    }
    const of = (what: keyof Run) => median(runs.map((run) => run[what]))
    const figures = { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99') }
    return {
      ...figures,
      readyMilliseconds: app.readyMilliseconds,
      restMebibytes,
      loadMebibytes: memoryOf(app.pid),
    }
  } finally {
    await app.stop()
    await database.remove()
    rmSync(folder, { recursive: true })
  }
}

async function addCodes(database: TestDatabase, atOnce: number): Promise<string[]> {
  const codes: string[] = []
  for (let index = 0; index < Math.max(atOnce, MOST / TAKEN); index++)
    codes.push((await addCode(database, USES)).code)
  return codes
}

async function wave(
  url: string,
  file: string,
  clients: number,
  codes: number,
  name: string,
  seconds: number,
): Promise<Run> {
  const wrk = [
    '-t1',
    `-c${clients}`,
    `-d${seconds}s`,
    '--latency',
    '-s',
    'bench/registrations/wave.lua',
    url,
    '--',
  ]
  const output = await outputOf('wrk', [...wrk, file, String(codes), String(TAKEN), name])
  return JSON.parse(output.trim().split('\n').at(-1) ?? '')
}

/**
 * What PostgreSQL itself does in a second: the same work in one prepared statement on bare tables.
 */
export async function measureLimit(
  postgresUrl: string,
  clients: number,
  codes: number,
): Promise<number> {
  const client = new Client({ connectionString: `${postgresUrl}/postgres` })
  await client.connect()
  await client.query('DROP TABLE IF EXISTS limit_ledger, limit_server, limit_token')
  await client.query('CREATE TABLE limit_token (id int PRIMARY KEY, used int NOT NULL DEFAULT 0)')
  await client.query('CREATE TABLE limit_server (machine bigint PRIMARY KEY, host text NOT NULL)')
  await client.query(
    'CREATE TABLE limit_ledger (token int, machine bigint, at timestamptz DEFAULT now(), ' +
      'PRIMARY KEY (token, machine))',
  )
  await client.query('INSERT INTO limit_token SELECT generate_series(1, $1::int)', [codes])
  await client.end()
  const perSecond: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const pgbench = [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(clients),
      '-j',
      '1',
      '-T',
      String(SECONDS),
      '-D',
      `codes=${codes}`,
    ]
    const output = await outputOf('pgbench', [
      ...pgbench,
      '-f',
      'bench/registrations/limit.sql',
      `${postgresUrl}/postgres`,
    ])
    perSecond.push(Number(/tps = ([\d.]+)/.exec(output)?.[1]))
  }
  return median(perSecond)
}

/** Runs a program beside this one, which goes on meanwhile, and gives what it wrote. */
function outputOf(command: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.once('error', reject)
    child.once('close', (status) =>
      status === 0 ? resolve(output) : reject(new Error(`${command} failed: ${errors}`)),
    )
  })
}
