import type { Page } from '@playwright/test'
import Sqlite from 'better-sqlite3'
import { startConsole } from './support/console'
import { codeDialog, expect, issueForm, test, uniqueName } from './support/fixtures'
import { addPerson, PASSWORD } from './support/people'
import { startSeverableProxy } from './support/severable-proxy'
import { createTestDatabase, type TestDatabase } from './support/test-database'

/** Takes the database away from a console: PostgreSQL by cutting the wire, SQLite by locking the file. */
async function awayable(database: TestDatabase): Promise<{ url: string; takeAway(): void; bringBack(): void; close(): void }> {
  if (database.url.startsWith('file:')) {
    let lock: Sqlite.Database | undefined
    return {
      url: database.url,
      takeAway() {
        lock = new Sqlite(database.url.slice('file:'.length))
        lock.exec('BEGIN EXCLUSIVE')
      },
      bringBack: () => lock?.close(),
      close: () => {},
    }
  }
  const url = new URL(database.url)
  const proxy = await startSeverableProxy(Number(url.port), url.hostname)
  url.port = String(proxy.port)
  return { url: url.href, takeAway: proxy.cut, bringBack: proxy.mend, close: proxy.close }
}

async function signIn(page: Page, email: string) {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Activation codes', level: 1 })).toBeVisible()
}

test('while the database is away the form says so and keeps what was typed; afterwards the same submit works', async ({
  browser,
  provider,
}) => {
  const database = await createTestDatabase(provider)
  const way = await awayable(database)
  const app = await startConsole({ DATABASE_URL: way.url, ADMIN_EMAIL: 'first@example.com', ADMIN_PASSWORD: PASSWORD })
  const person = await addPerson(database, 'operator')
  const page = await browser.newPage({ baseURL: app.url })
  await signIn(page, person.email)
  const name = uniqueName()
  const form = issueForm(page)
  await form.getByLabel('Name').fill(name)

  way.takeAway()
  await form.getByRole('button', { name: 'Issue code' }).click()
  await expect(
    form.getByText(
      'An error occurred while processing your request. Please try again. If the problem still exists, please submit a ticket.',
    ),
  ).toBeVisible({
    timeout: 30_000,
  })
  const requestId = (await form.getByText(/Request ID:/).textContent())?.replace('Request ID: ', '') ?? ''
  expect(requestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)
  expect(
    app
      .output()
      .split('\n')
      .some((line) => line.includes(requestId) && line.includes('an action failed')),
  ).toBe(true)
  await expect(form.getByLabel('Name')).toHaveValue(name)
  const leaks = /.{40}(prisma|\bECONN|SQLITE_|database is locked).{40}/i.exec(await page.content())?.[0]
  expect(leaks).toBeUndefined()

  way.bringBack()
  await form.getByRole('button', { name: 'Issue code' }).click()
  await expect(codeDialog(page)).toBeVisible()
  expect(await database.run('SELECT id FROM "AccessToken" WHERE name = $1', [name])).toHaveLength(1)
  await app.stop()
  way.close()
  await database.remove()
})

test('while PostgreSQL is away pages and health say so, and go on by themselves when it is back', async ({ browser, provider }) => {
  test.skip(provider === 'sqlite', 'an embedded database can still be read while it is locked')
  const database = await createTestDatabase(provider)
  const way = await awayable(database)
  const app = await startConsole({ DATABASE_URL: way.url, ADMIN_EMAIL: 'first@example.com', ADMIN_PASSWORD: PASSWORD })
  const person = await addPerson(database, 'operator')
  const page = await browser.newPage({ baseURL: app.url })
  await signIn(page, person.email)
  expect((await page.request.get('/api/health')).status()).toBe(200)

  way.takeAway()
  await page.goto('/tokens')
  await expect(page.getByRole('heading', { name: "The console can't reach its database" })).toBeVisible()
  const health = await page.request.get('/api/health')
  expect(health.status()).toBe(503)
  expect(health.headers()['retry-after']).toBeDefined()
  const signingIn = await page.request.post('/api/auth/sign-in', { data: { email: person.email, password: PASSWORD } })
  expect(signingIn.status()).toBe(503)

  way.bringBack()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Activation codes', level: 1 })).toBeVisible()
  expect((await page.request.get('/api/health')).status()).toBe(200)
  await app.stop()
  way.close()
  await database.remove()
})

test('what was acknowledged is there after the console is killed', async ({ browser, provider }) => {
  const database = await createTestDatabase(provider)
  const environment = { DATABASE_URL: database.url, ADMIN_EMAIL: 'first@example.com', ADMIN_PASSWORD: PASSWORD }
  const app = await startConsole(environment)
  const page = await browser.newPage({ baseURL: app.url })
  await signIn(page, 'first@example.com')
  const name = uniqueName()
  await issueForm(page).getByLabel('Name').fill(name)
  await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
  await expect(codeDialog(page)).toBeVisible()
  await app.stop('SIGKILL')
  const again = await startConsole({ ...environment, PORT: String(app.port) })
  const rows = await database.run('SELECT t.id FROM "AccessToken" t JOIN "AuditEvent" e ON e.target = t.id WHERE t.name = $1', [name])
  expect(rows).toHaveLength(1)
  await again.stop()
  await database.remove()
})
