import type { Page } from '@playwright/test'
import { startConsole } from './support/console'
import { codeDialog, expect, issueCode, issueForm, test, uniqueName } from './support/fixtures'
import { addPerson, addSession, PASSWORD } from './support/people'
import { createTestDatabase, type TestDatabase } from './support/test-database'

async function signIn(page: Page, database: TestDatabase, url: string) {
  const session = await addSession(database, await addPerson(database, 'operator'))
  await page.context().addCookies([{ ...session, url }])
}

test('commands name the address that is set, whichever the page was opened at', async ({
  browser,
}) => {
  const database = await createTestDatabase('sqlite')
  const app = await startConsole({
    DATABASE_URL: database.url,
    PUBLIC_URL: 'http://console.example.com:8080',
  })
  const page = await browser.newPage()
  await signIn(page, database, app.url)
  await page.goto(`${app.url}/tokens`)
  await issueCode(page, uniqueName())
  // A proxy that nobody named makes one client of all: the log says so, once.
  for (let asked = 0; asked < 2; asked++) {
    const { headers } = await fetch(`${app.url}/api/health/live`, {
      headers: { 'x-forwarded-for': '203.0.113.8' },
    })
    // Longer than balancers hold theirs.
    expect(headers.get('keep-alive')).toBe('timeout=72')
  }
  await expect.poll(() => app.output().split('name it in TRUSTED_PROXIES').length).toBe(2)
  await expect(codeDialog(page).getByLabel('Command for the source server')).toHaveValue(
    /--url http:\/\/console\.example\.com:8080$/,
  )
  await page.context().close()
  await app.stop()
  await database.remove()
})

test('behind a proxy that names another host, PUBLIC_URL makes actions work', async ({
  browser,
}) => {
  const database = await createTestDatabase('sqlite')
  const first = await startConsole({ DATABASE_URL: database.url })
  const unset = await browser.newPage()
  await signIn(unset, database, first.url)
  await unset.context().setExtraHTTPHeaders({ 'x-forwarded-host': 'inside.example' })
  await unset.goto(`${first.url}/tokens`)
  await issueForm(unset).getByLabel('Name').fill('kept')
  await issueForm(unset).getByRole('button', { name: 'Issue code' }).click()
  await expect(issueForm(unset).getByText('takes this page for one of another site')).toBeVisible()
  await expect(issueForm(unset).getByLabel('Name')).toHaveValue('kept')
  await expect.poll(() => first.output()).toContain('PUBLIC_URL says which is our own')
  await unset.context().close()
  await first.stop()

  const app = await startConsole({
    DATABASE_URL: database.url,
    PORT: String(first.port),
    PUBLIC_URL: first.url,
  })
  const page = await browser.newPage()
  await signIn(page, database, app.url)
  await page.context().setExtraHTTPHeaders({ 'x-forwarded-host': 'inside.example' })
  await page.goto(`${app.url}/tokens`)
  await issueCode(page, uniqueName())
  await page.context().close()
  await app.stop()
  await database.remove()
})

test('over plain HTTP sign-in says why nobody stays signed in', async ({ browser }) => {
  const database = await createTestDatabase('sqlite')
  const app = await startConsole({
    DATABASE_URL: database.url,
    PUBLIC_URL: 'https://console.example.com',
  })
  const page = await browser.newPage()
  await page.goto(`http://console.test:${app.port}/sign-in?next=%2Faudit`)
  await expect(page.getByRole('alert').getByRole('link')).toHaveAttribute(
    'href',
    'https://console.example.com/sign-in?next=%2Faudit',
  )
  await page.goto(`http://localhost:${app.port}/sign-in`)
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByText('Nobody stays signed in here')).toHaveCount(0)
  await page.close()
  await app.stop()
  await database.remove()
})

test('two consoles on one host keep their sessions apart', async ({ browser }) => {
  const context = await browser.newContext()
  const databases = [await createTestDatabase('sqlite'), await createTestDatabase('sqlite')]
  const [first, second] = await Promise.all(
    databases.map(({ url }, index) =>
      startConsole({
        DATABASE_URL: url,
        CONSOLE_SECRET: `console-${index}-with-a-secret-of-9Xq4-its-own`,
      }),
    ),
  )
  for (const [index, app] of [first, second].entries()) {
    const { email } = await addPerson(databases[index] as TestDatabase, 'operator')
    const answer = await context.request.post(`${app?.url}/api/auth/sign-in`, {
      data: { email, password: PASSWORD },
    })
    expect(answer.status()).toBe(200)
  }
  for (const app of [first, second])
    expect((await context.request.get(`${app?.url}/tokens`, { maxRedirects: 0 })).status()).toBe(
      200,
    )
  await context.close()
  for (const app of [first, second]) await app?.stop()
  for (const database of databases) await database.remove()
})
