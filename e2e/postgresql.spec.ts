import { addAccessKey } from './support/access-keys'
import { readLedger } from './support/codes'
import { startConsole } from './support/console'
import { codeDialog, expect, issueCode, test, uniqueName } from './support/fixtures'
import { awayable, severableConsole, signIn } from './support/outage'
import { addPerson, PASSWORD } from './support/people'
import { callV1, send } from './support/smc'
import { storm } from './support/storm'
import { createTestDatabase } from './support/test-database'

test('pages and health tell an outage of PostgreSQL, and recover by themselves', async ({
  browser,
  provider,
}) => {
  const database = await createTestDatabase(provider)
  const way = await awayable(database)
  const app = await startConsole({
    DATABASE_URL: way.url,
    ADMIN_EMAIL: 'first@example.com',
    ADMIN_PASSWORD: PASSWORD,
  })
  const person = await addPerson(database, 'operator')
  const key = await addAccessKey(database)
  const page = await browser.newPage({ baseURL: app.url })
  await signIn(page, person.email)
  expect((await page.request.get('/api/health')).status()).toBe(200)

  way.takeAway()
  await page.goto('/tokens')
  await expect(
    page.getByRole('heading', { name: "The console can't reach its database" }),
  ).toBeVisible()
  const stranger = await browser.newPage({ baseURL: app.url })
  await stranger.goto('/sign-in')
  await expect(
    stranger.getByRole('heading', { name: "The console can't reach its database" }),
  ).toBeVisible()
  const health = await page.request.get('/api/health')
  expect(health.status()).toBe(503)
  expect(health.headers()['retry-after']).toBeDefined()
  const call = await send(app.url, callV1(key, 'CreateAccessToken'))
  expect([call.status, call.body.Code]).toEqual([503, 'ServiceUnavailable'])
  expect(call.headers.get('retry-after')).toBeTruthy()
  expect((await page.request.get('/api/export/audit')).status()).toBe(503)
  const signingIn = await page.request.post('/api/auth/sign-in', {
    data: { email: person.email, password: PASSWORD },
  })
  expect(signingIn.status()).toBe(503)

  way.bringBack()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Activation codes', level: 1 })).toBeVisible()
  expect((await page.request.get('/api/health')).status()).toBe(200)
  expect((await send(app.url, callV1(key, 'CreateAccessToken'))).status).toBe(200)
  await app.stop()
  way.close()
  await database.remove()
})

test('over two instances exactly 50 of 200 machines get in', async ({ app, database }) => {
  const second = await startConsole({ DATABASE_URL: database.url })
  const { id, accepted, created } = await storm([app, second], database, 2)
  expect(accepted.size).toBe(50)
  expect(created).toHaveLength(50)
  expect(await readLedger(database, id)).toEqual({ registeredCount: 50, registrations: 50 })
  await second.stop()
})

test('over two instances an account is held up after as many wrong passwords as over one', async ({
  app,
  database,
  request,
}) => {
  const second = await startConsole({ DATABASE_URL: database.url, TRUSTED_PROXIES: 'loopback' })
  const person = await addPerson(database, 'viewer')
  const attempt = (index: number) =>
    request.post(`${[app, second][index % 2]?.url}/api/auth/sign-in`, {
      data: { email: person.email, password: 'not the password' },
      headers: { 'x-forwarded-for': `198.19.${index}.1` },
    })
  const statuses: number[] = []
  for (let index = 0; index < 12; index++) statuses.push((await attempt(index)).status())
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
  expect(statuses).toContain(429)
  await second.stop()
})

test('a page that fails while a code is shown does not take it along', async ({
  browser,
  provider,
}) => {
  const { way, page, end } = await severableConsole(browser, provider)
  await page.goto('/audit')
  await page.getByRole('link', { name: 'Codes', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Activation codes' })).toBeVisible()
  const { code } = await issueCode(page, uniqueName())

  way.takeAway()
  await page.goBack()
  await expect(page).toHaveURL(/\/audit$/)
  await expect(
    page.locator('h1', { hasText: "The console can't reach its database" }),
  ).toBeAttached()
  await expect(codeDialog(page).getByLabel('Activation code')).toHaveValue(code)
  await page.goForward()
  await expect(codeDialog(page).getByLabel('Activation code')).toHaveValue(code)

  way.bringBack()
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  await expect(codeDialog(page)).toBeHidden()
  await end()
})

test('an action that fails is logged with its stack and request ID', async ({
  browser,
  provider,
}) => {
  const { way, app, page, end } = await severableConsole(browser, provider)
  await page.getByRole('button', { name: 'Your account' }).click()
  const answered = page.waitForResponse((response) => response.request().method() === 'POST', {
    timeout: 30_000,
  })
  way.takeAway()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  const answer = await answered
  expect(answer.status()).toBe(500)
  const requestId = answer.headers()['x-request-id'] ?? 'none'
  await expect
    .poll(() =>
      app
        .output()
        .split('\n')
        .filter((line) => line.includes(requestId) && line.includes('"level":50'))
        .some((line) => line.includes('"stack"')),
    )
    .toBe(true)
  way.bringBack()
  await end()
})
