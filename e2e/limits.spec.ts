import { request as httpRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import { newCode } from '../lib/tokens/code'
import { expect, test } from './support/fixtures'

/** Opens a connection, sends some text over it, and collects what comes back. */
async function open(
  port: number,
  text: string,
  allowHalfOpen = false,
): Promise<{ socket: Socket; received: () => string; closed: Promise<void> }> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen })
  let received = ''
  socket.on('data', (chunk) => {
    received += chunk
  })
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  socket.write(text)
  return { socket, received: () => received, closed }
}

// To `/` only who wants a page; everybody else calls the SMC API there, which has its own limit.
test('an address with too many parameters is refused at once', async ({ app, request }) => {
  const flood = (count: number, one = 'a') => Array.from({ length: count }, () => one).join('&')
  for (const path of [
    '/',
    '/sign-in',
    '/tokens',
    '/nowhere',
    '/api/health',
    '/api/v1/activation-code',
    '/api/export/audit',
    '/register.sh',
  ]) {
    for (const query of [flood(30_000), flood(15_000, 'a=1'), flood(201)]) {
      const answer = await request.get(`${app.url}${path}?${query}`, {
        maxRedirects: 0,
        headers: { accept: 'text/html' },
      })
      expect(answer.status(), path).toBe(414)
      expect(answer.headers()['x-request-id'], path).toBeTruthy()
    }
  }
  const agent = await request.get(`${app.url}/api/v1/activation-code?${flood(201)}`)
  expect(agent.headers()['content-type']).toBe('application/problem+json')
  expect((await request.get(`${app.url}/${'a/'.repeat(200)}`)).status()).toBe(414)
  expect((await request.get(`${app.url}/sign-in?${flood(150)}`)).status()).toBe(200)
  const smc = await request.get(`${app.url}/?Action=ListAccessTokens&${flood(15_000)}`)
  expect([smc.status(), (await smc.json()).Code]).toEqual([400, 'InvalidParameter'])
})

test('who asks for an upgrade gets an ordinary answer, and leaves nothing open', async ({
  app,
  request,
}) => {
  await request.get(`${app.url}/sign-in`)
  for (const protocol of ['x', 'websocket', 'h2c']) {
    const head = [
      'GET /sign-in HTTP/1.1',
      'Host: a',
      'Connection: Upgrade',
      `Upgrade: ${protocol}`,
      '\r\n',
    ].join('\r\n')
    const { socket, received, closed } = await open(app.port, head)
    await expect.poll(received, protocol).toMatch(/^HTTP\/1\.1 200 /)
    socket.end()
    await closed
  }
})

const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`

/** The heads of requests with a body in pieces, to each of those who read one. */
const readers = [
  ['/api/auth/sign-in', ''],
  ['/', ''],
  ['/tokens', 'Next-Action: x\r\n'],
  ['/api/v1/source-servers', `Authorization: Bearer ${newCode()}\r\n`],
  ['/api/smc', ''],
  ['/api/export/audit', ''],
  ['/api/nowhere', ''],
].map(([path, header]) => ({
  path,
  head:
    `POST ${path} HTTP/1.1\r\nHost: a\r\n${header}Content-Type: ` +
    'application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
}))

test('a body that never ends is refused while it is still coming, wherever it is sent', async ({
  app,
}) => {
  const before = app.output().length
  const sent = readers.map(async ({ path, head }) => {
    const { socket, received, closed } = await open(app.port, head + chunk.repeat(12))
    await expect.poll(received, path).toMatch(/^HTTP\/1\.1 413 /)
    socket.write(chunk)
    await closed
  })
  await Promise.all(sent)
  const announced = await open(
    app.port,
    'POST /tokens HTTP/1.1\r\nHost: a\r\nNext-Action: x\r\nContent-Length: 10000000\r\n\r\n',
  )
  await expect.poll(announced.received).toMatch(/^HTTP\/1\.1 413 /)
  await announced.closed
  expect(app.output(before)).not.toMatch(/nothing caught|"level":50/)
})

test('a body that is too long is refused once, and its connection goes on', async ({ app }) => {
  const before = app.output().length
  const next = 'GET /api/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
  const sent = readers.map(async ({ path, head }) => {
    const { received, closed } = await open(app.port, `${head + chunk.repeat(12)}0\r\n\r\n${next}`)
    await closed
    expect(received().match(/HTTP\/1\.1 \d+/g), path).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200'])
  })
  await Promise.all(sent)
  expect(app.output(before)).not.toMatch(/nothing caught|"level":50/)
})

test('clients that hang up while they send are told nothing, and are no error', async ({
  app,
  request,
}) => {
  const before = app.output().length
  const sent = readers.map(async ({ head }) => {
    const { socket, closed } = await open(app.port, head + chunk)
    socket.resetAndDestroy()
    await closed
  })
  await Promise.all(sent)
  expect((await request.get(`${app.url}/api/health`)).status()).toBe(200)
  expect(app.output(before)).not.toMatch(/nothing caught|"level":50/)
})

test('a client that never hangs up keeps no connection for what is no request', async ({ app }) => {
  const { socket, received } = await open(app.port, 'no request\r\n\r\n', true)
  await expect.poll(received).toMatch(/^HTTP\/1\.1 400 /)
  const isCut = () => {
    // What is sent to a connection that was cut comes back as an error.
    socket.write('x')
    return socket.destroyed
  }
  await expect.poll(isCut).toBe(true)
})

test('clients that hang up during an answer leave no error that nothing caught', async ({
  app,
  request,
}) => {
  const before = app.output().length
  const resets = ['OPTIONS /tokens', 'POST /tokens', 'PUT /', 'GET /tokens'].flatMap((line) =>
    Array.from({ length: 10 }, async () => {
      const { socket, closed } = await open(
        app.port,
        `${line} HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody`,
      )
      socket.resetAndDestroy()
      await closed
    }),
  )
  await Promise.all(resets)
  expect((await request.get(`${app.url}/api/health`)).status()).toBe(200)
  expect(app.output(before)).not.toMatch(/uncaught|nothing caught/)
})

test('deeply nested JSON is refused like any other bad body', async ({ app, request }) => {
  const before = app.output().length
  const deep = '['.repeat(30_000) + ']'.repeat(30_000)
  for (const data of [
    deep,
    `{"machineId":"m","hostname":"h","x":${deep}}`,
    '{"a":'.repeat(10_000),
  ]) {
    const send = (headers: Record<string, string>) =>
      request.post(`${app.url}/api/v1/source-servers`, {
        data: Buffer.from(data),
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': '198.51.100.66',
          ...headers,
        },
      })
    expect((await send({})).status()).toBe(401)
    expect([401, 422]).toContain((await send({ authorization: `Bearer ${newCode()}` })).status())
  }
  const signIn = await request.post(`${app.url}/api/auth/sign-in`, {
    data: Buffer.from(deep.slice(0, 8_000) + deep.slice(-8_000)),
    headers: { 'content-type': 'application/json' },
  })
  expect(signIn.status()).toBe(422)
  expect(app.output(before)).not.toMatch(/a handler failed|RangeError/)
})

test('a code in an address is in no line of the log, however it is encoded', async ({
  app,
  request,
}) => {
  const before = app.output().length
  const code = newCode()
  for (const path of [
    `/api/v1/${code}`,
    `/api/v1/%61${code.slice(1)}`,
    `/tokens/%2561${code.slice(1)}`,
    `/%E0%A4/${code}`,
    `/x?y=${code}`,
  ])
    await request.get(app.url + path, { maxRedirects: 0 })
  await expect.poll(() => app.output(before).match(/\/api\/v1\/act…/g)?.length ?? 0).toBe(2)
  expect(app.output(before)).not.toContain(code.slice(4))
})

test('requests with other methods than those of HTTP are refused in words of ours', async ({
  app,
}) => {
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const sent = httpRequest(`${app.url}/tokens`, { method: 'PROPFIND' }, (response) =>
      resolve(response.resume().statusCode),
    )
    sent.once('error', reject)
    sent.end()
  })
  expect(answer).toBe(405)
})
