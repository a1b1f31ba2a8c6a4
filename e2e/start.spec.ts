import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import { freePort } from '../scripts/temporary-postgres'
import { makeCertificate } from './support/certificate'
import { SECRET, startConsole, startInVain } from './support/console'
import { expect, test } from './support/fixtures'
import { createTestDatabase } from './support/test-database'

/** What must hold for every refusal to start: status 1, and one line that says what to mend. */
function expectOneLine(
  { status, output }: { status: number | null; output: string },
  reason: RegExp,
) {
  expect(status).toBe(1)
  const line = output.split('\n').find((text) => text.startsWith("Activation Console can't start."))
  expect(line).toMatch(reason)
  expect(output).not.toMatch(/^\s+at /m)
  expect(output).not.toContain('hush')
}

test.describe('refuses to start, with one line that says why, when', () => {
  const cases: [what: string, environment: Record<string, string | undefined>, reason: RegExp][] = [
    [
      'the database is of an unknown kind',
      { DATABASE_URL: 'mysql://root:hush@localhost/console' },
      /DATABASE_URL must start with file: .* or postgresql:/,
    ],
    [
      'PostgreSQL is away',
      { DATABASE_URL: 'postgresql://ada:hush@127.0.0.1:1/console' },
      /can't be reached: PostgreSQL at 127\.0\.0\.1:1\/console/,
    ],
    [
      'the file can not be opened',
      { DATABASE_URL: 'file:/dev/null/console.db' },
      /can't be opened: SQLite at/,
    ],
    [
      'the file is no database',
      { DATABASE_URL: `file:${process.cwd()}/package.json` },
      /can't be prepared: SQLite at/,
    ],
    ['there is no secret', { CONSOLE_SECRET: undefined }, /CONSOLE_SECRET is not set/],
    [
      'the secret repeats itself',
      { CONSOLE_SECRET: 'a'.repeat(32) },
      /CONSOLE_SECRET is too easy to guess/,
    ],
    [
      'the administrator’s password is common',
      { ADMIN_EMAIL: 'ada@example.com', ADMIN_PASSWORD: 'hushhushhush' },
      /ADMIN_PASSWORD can't be used: Password is too easy to guess/,
    ],
    [
      'a certificate is missing',
      {
        DATABASE_URL:
          'postgresql://ada:hush@127.0.0.1:1/console?sslmode=verify-full&sslrootcert=/nowhere',
      },
      /a file that is not there: sslrootcert/,
    ],
  ]
  for (const [what, environment, reason] of cases) {
    test(what, async () => {
      const database = await createTestDatabase('sqlite')
      expectOneLine(await startInVain({ DATABASE_URL: database.url, ...environment }), reason)
      await database.remove()
    })
  }

  test('the port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, resolve))
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const database = await createTestDatabase('sqlite')
    expectOneLine(
      await startInVain({ DATABASE_URL: database.url, PORT: String(port) }),
      new RegExp(`Port ${port} is in use`),
    )
    // A start in vain changes nothing.
    expect(existsSync(database.url.slice('file:'.length))).toBe(false)
    other.close()
    await database.remove()
  })

  test('the certificate of PostgreSQL is not trusted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'activation-console-tls-'))
    const { key, certificate } = makeCertificate(folder)
    // What PostgreSQL says before the line is secured, and no more: the client looks at the
    // certificate first.
    const server = createServer((socket) => {
      socket
        .on('error', () => {})
        .once('data', () => {
          socket.write('S')
          new TLSSocket(socket, {
            isServer: true,
            key: readFileSync(key),
            cert: readFileSync(certificate),
          }).on('error', () => {})
        })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const url = `postgresql://ada:hush@localhost:${port}/console?sslmode=verify-full`
    expectOneLine(await startInVain({ DATABASE_URL: url }), /sslrootcert=…, or .*sslmode=require/)
    server.close()
    rmSync(folder, { recursive: true })
  })

  test('the database is newer than the program', async ({ database, app }) => {
    expect(app.output()).toContain('is ready')
    expect(app.output()).not.toContain('next.config')
    await database.run(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES ('x',
         'x', CURRENT_TIMESTAMP, '29990101000000_later')`,
    )
    expectOneLine(await startInVain({ DATABASE_URL: database.url }), /newer than this program/)
    await database.run(`DELETE FROM _prisma_migrations WHERE id = 'x'`)
  })
})

test('HOSTNAME of a shell is no address to listen on', async () => {
  const database = await createTestDatabase('sqlite')
  const named = await startConsole({
    DATABASE_URL: database.url,
    HOSTNAME: 'not-a-name-of-this-machine',
  })
  expect((await fetch(`http://127.0.0.1:${named.port}/api/health`)).status).toBe(200)
  await named.stop()
  const old = await startConsole({ DATABASE_URL: database.url, HOSTNAME: '127.0.0.1' })
  expect(old.output()).toContain('! HOSTNAME=127.0.0.1 is taken for LISTEN_ADDRESS')
  expect(old.output()).not.toContain('over plain HTTP')
  await old.stop()
  await database.remove()
})

test('npm start does nothing a second time that was done before', async () => {
  const database = await createTestDatabase('sqlite')
  const port = await freePort()
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      CONSOLE_SECRET: SECRET,
      DATABASE_URL: database.url,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  await expect
    .poll(() => output, { timeout: 50_000 })
    .toContain(`is ready: http://localhost:${port}`)
  child.kill()
  await ended
  expect(output).not.toMatch(/Installing|Building|Generating/)
  expect(output).toContain('over plain HTTP')
  await database.remove()
})
