// npm run bench:failures (after npm run build): the memory that failed calls of the agent API from
// ever new networks take.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { cpus } from 'node:os'
import { freePort } from '../scripts/temporary-postgres'
import { createSqliteDatabase } from '../test/databases'

const NETWORKS = 20_000
const HEAP_MEBIBYTES = 256
const HEADER = 'x'.repeat(50_000)
const AT_ONCE = 16
const REPORTED = 5_000

const memoryOf = (pid: number) =>
  Math.round(
    Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
  )

const database = createSqliteDatabase()
const port = await freePort()
const env = {
  PATH: process.env.PATH,
  NODE_ENV: 'production' as const,
  PORT: String(port),
  LISTEN_ADDRESS: '127.0.0.1',
  DATABASE_URL: database.url,
}
const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MEBIBYTES}`, 'dist/main.mjs'], {
  env: {
    ...env,
    CONSOLE_SECRET: randomBytes(32).toString('hex'),
    TRUSTED_PROXIES: 'loopback',
    LOG_LEVEL: 'silent',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
await new Promise<void>((resolve) =>
  child.stdout?.on('data', (text) => String(text).includes('is ready:') && resolve()),
)

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

/** A call with a code that belongs to nothing, from a network of its own. */
async function fail(index: number): Promise<number | undefined> {
  const network = `2001:db8:${(index >> 8).toString(16)}:${(index & 255).toString(16)}::1`
  const headers = {
    'x-forwarded-for': network,
    'x-padding': HEADER,
    authorization: 'Bearer no-code',
    'content-length': 0,
  }
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path: '/api/v1/source-servers', headers },
      (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode))
      },
    )
    sent.once('error', reject)
    sent.end()
  })
}

console.log(
  `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}; heap of at most ` +
    `${HEAP_MEBIBYTES} MiB`,
)
for (let from = 0; from < NETWORKS; from += AT_ONCE) {
  const statuses = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, index) => fail(from + index)),
  )
  if (statuses.some((status) => status !== 401 && status !== 429))
    throw new Error(`an answer was ${statuses}`)
  if (from % REPORTED < AT_ONCE)
    console.log(`after ${from + AT_ONCE} networks: ${memoryOf(child.pid ?? 0)} MiB`)
}
console.log(`after ${NETWORKS} networks: ${memoryOf(child.pid ?? 0)} MiB`)
child.kill()
await new Promise((resolve) => child.once('exit', resolve))
agent.destroy()
await database.remove()
