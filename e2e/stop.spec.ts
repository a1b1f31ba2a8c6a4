import { spawn } from 'node:child_process'
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { freePort } from '../scripts/temporary-postgres'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { type RunningConsole, SECRET, startConsole } from './support/console'
import { expect, test } from './support/fixtures'
import { createTestDatabase } from './support/test-database'

/**
 * A registration that has begun: its body is sent by `finish`, which tells the status and whether
 * the connection is kept.
 */
async function beginRegistration(app: RunningConsole, code: string) {
  const body = JSON.stringify({ machineId: 'm', hostname: 'h' })
  const headers = {
    authorization: `Bearer ${code}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  }
  const request = httpRequest(`${app.url}/api/v1/source-servers`, {
    method: 'POST',
    headers,
    agent: new Agent({ keepAlive: true }),
  })
  const answer = new Promise<IncomingMessage>((resolve, reject) =>
    request.once('response', resolve).once('error', reject),
  )
  answer.catch(() => {})
  request.write(body.slice(0, 4))
  await new Promise((resolve) =>
    request.once('socket', (socket) => socket.once('connect', resolve)),
  )
  return {
    answer,
    async finish() {
      request.end(body.slice(4))
      const response = await answer
      return [response.resume().statusCode, response.headers.connection]
    },
  }
}

test('stopping answers what is under way, and waits for nobody silent', async ({ provider }) => {
  const database = await createTestDatabase(provider)
  const app = await startConsole({ DATABASE_URL: database.url })
  const { code } = await addCode(database, 5)
  for (const text of ['', 'GET /api/he'])
    connect(app.port, '127.0.0.1')
      .on('error', () => {})
      .write(text)
  const begun = await beginRegistration(app, code)
  await expect.poll(async () => (await fetch(`${app.url}/api/health/live`)).status).toBe(200)
  const stopped = app.stop()
  await expect.poll(() => app.output()).toContain('"msg":"stopping"')
  expect(await begun.finish()).toEqual([201, 'close'])
  expect(await stopped).toBe(0)
  expect(app.output()).toContain('"msg":"stopped"')
  await database.remove()
})

test('what does not end in time is cut off, which the log and the exit status tell', async ({
  provider,
}) => {
  const database = await createTestDatabase(provider)
  const app = await startConsole({ DATABASE_URL: database.url, STOP_SECONDS: '1' })
  const { code } = await addCode(database, 5)
  const begun = await beginRegistration(app, code)
  await expect.poll(async () => (await fetch(`${app.url}/api/health/live`)).status).toBe(200)
  expect(await app.stop()).toBe(1)
  await expect(begun.answer).rejects.toThrow()
  expect(app.output()).toMatch(/"requests":1,"msg":"stopped, and cut off/)
  await database.remove()
})

test('with a notice the console is not ready but still answers', async ({ provider }) => {
  const database = await createTestDatabase(provider)
  const app = await startConsole({ DATABASE_URL: database.url, STOP_NOTICE_SECONDS: '10' })
  const { code } = await addCode(database, 5)
  const ready = async () => (await fetch(`${app.url}/api/health/ready`)).status
  expect(await ready()).toBe(200)
  const stopped = app.stop()
  await expect.poll(ready).toBe(503)
  const health = await fetch(`${app.url}/api/health`)
  expect([health.status, await health.json(), health.headers.get('connection')]).toEqual([
    503,
    { status: 'stopping' },
    'close',
  ])
  expect((await fetch(`${app.url}/api/health/live`)).status).toBe(200)
  expect(
    (await (await createAgent(app.url)).register(code, { machineId: 'm', hostname: 'h' })).status,
  ).toBe(201)
  expect(await stopped).toBe(0)
  await database.remove()
})

test('whoever stops npm stops the console that npm started', async ({ provider }) => {
  const database = await createTestDatabase(provider)
  const port = await freePort()
  const npm = spawn('npm', ['start'], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      CONSOLE_SECRET: SECRET,
      DATABASE_URL: database.url,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  npm.stdout.on('data', (chunk) => {
    output += chunk
  })
  await expect.poll(() => output, { timeout: 50_000 }).toContain('is ready')
  npm.kill('SIGTERM')
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/api/health/live`).then(
        () => 'there',
        () => 'gone',
      ),
    )
    .toBe('gone')
  await database.remove()
})

test('a console whose log nobody reads goes on, and ends when it is told to', async () => {
  const database = await createTestDatabase('sqlite')
  const port = await freePort()
  const child = spawn(process.execPath, ['dist/main.mjs'], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      CONSOLE_SECRET: SECRET,
      DATABASE_URL: database.url,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let output = ''
  await new Promise<void>((resolve) =>
    child.stdout.on('data', (chunk) => {
      output += chunk
      if (output.includes('is ready:')) resolve()
    }),
  )
  child.stdout.pause()
  // More lines than a pipe and both of its ends hold.
  for (let round = 0; round < 40; round++) {
    await Promise.all(
      Array.from({ length: 50 }, () =>
        fetch(`http://localhost:${port}/api/health/live?${'x'.repeat(150)}`),
      ),
    )
  }
  child.kill('SIGTERM')
  await ended
  await database.remove()
})
