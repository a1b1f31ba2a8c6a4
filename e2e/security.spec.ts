import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { codeDialog, expect, issueCode, test, uniqueName } from './support/fixtures'

test('every page runs under a strict policy with a new nonce', async ({ signedIn }) => {
  const { page } = await signedIn('operator')
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))

  const nonces = new Set<string>()
  for (const path of [
    '/',
    '/tokens',
    '/tokens/find',
    '/audit',
    '/settings/account',
    '/sign-in',
    '/setup',
    '/tokens',
  ]) {
    const response = await page.goto(path)
    const policy = response?.headers()['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '')
  }
  expect(nonces.size).toBe(8)

  await issueCode(page, uniqueName())
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  await page.getByRole('banner').getByRole('button', { name: 'Issue code' }).click()
  await page.keyboard.press('Escape')
  expect(complaints).toEqual([])
})

test('every answer carries the security headers and an ID that the client can not choose', async ({
  request,
  app,
}) => {
  for (const path of ['/sign-in', '/api/health', '/nowhere', '/api/auth/sign-in']) {
    const answer = await request.get(app.url + path, {
      headers: { 'x-request-id': 'mine' },
      maxRedirects: 0,
    })
    const headers = answer.headers()
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['x-frame-options'], path).toBe('DENY')
    expect(headers['referrer-policy'], path).toBe('same-origin')
    expect(headers['x-powered-by'], path).toBeUndefined()
    expect(headers['x-request-id'], path).toMatch(/^[0-9A-F-]{36}$/)
    expect(headers['strict-transport-security'], path).toBeUndefined()
  }
})

/** As a browser loads a page, as the router fetches it, and as it prefetches it. */
const WAYS_TO_ASK: Record<string, string>[] = [
  {},
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
]

test('no page of the console answers a visitor with anything but the way to sign-in', async ({
  request,
  app,
  signedIn,
}) => {
  const { page } = await signedIn('operator')
  const name = uniqueName()
  const { id } = await issueCode(page, name)
  for (const path of [
    '/',
    '/tokens',
    `/tokens/${id}`,
    '/tokens?after=1.at-0123456789abcdefghij',
    '/sources',
    '/agent-api',
    '/audit',
    '/tokens/find',
    '/settings/account',
    '/api/export/audit',
    '/api/export/tokens',
  ]) {
    for (const headers of WAYS_TO_ASK) {
      const answer = await request.get(app.url + path, { headers, maxRedirects: 0 })
      const body = await answer.text()
      expect(body, path).not.toContain(name)
      expect(body, path).not.toContain('Activation codes</h1>')
    }
  }
})

test('unreadable calls of actions get 4xx and leave nothing in the log', async ({
  signedIn,
  app,
}) => {
  const { page } = await signedIn('operator')
  const sent = page.waitForRequest((request) => 'next-action' in request.headers())
  await issueCode(page, uniqueName())
  const action = (await sent).headers()['next-action'] ?? ''
  const bodies = [
    '',
    '[',
    'null',
    '"x"',
    '["$1"]',
    '[{"newPassword":hunter2secret}]',
    `["${'x'.repeat(2_000_000)}"]`,
  ]
  for (const body of bodies) {
    const answer = await page.request.post('/tokens', {
      headers: { 'next-action': action, 'content-type': 'text/plain;charset=UTF-8' },
      data: Buffer.from(body),
    })
    expect(answer.status(), body.slice(0, 40)).toBeLessThan(500)
  }
  const form = await page.request.post('/tokens', {
    headers: { 'content-type': 'multipart/form-data' },
    data: Buffer.from('x'),
  })
  expect(form.status()).toBe(405)
  expect(app.output()).not.toContain('hunter2')
})

test('odd methods, addresses and connections do no harm', async ({ app, request }) => {
  const before = app.output().length
  for (const path of [
    '/%',
    '/tokens/%F0%9F',
    '//',
    '/tokens?after[]=x',
    '/tokens?after=%00',
    '/sources?search=%00%25',
  ]) {
    expect((await request.get(app.url + path)).status(), path).toBeLessThan(500)
  }
  const trace = new Promise<number | undefined>((resolve, reject) => {
    const sent = httpRequest(`${app.url}/tokens`, { method: 'TRACE' }, (response) =>
      resolve(response.resume().statusCode),
    )
    sent.once('error', reject)
    sent.end()
  })
  expect(await trace).toBe(405)
  await Promise.all(
    Array.from(
      { length: 50 },
      () =>
        new Promise<void>((resolve) => {
          const socket = connect(app.port, '127.0.0.1', () => {
            socket.write('GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n')
            socket.resetAndDestroy()
          })
          socket.once('close', () => resolve())
        }),
    ),
  )
  expect((await request.get(`${app.url}/api/health`)).status()).toBe(200)
  expect(app.output(before)).not.toMatch(/uncaught|TypeError/)
})
