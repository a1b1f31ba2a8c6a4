import type { Page } from '@playwright/test'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { startConsole } from './support/console'
import { expect, issueForm, test, tokenTable } from './support/fixtures'
import { addPerson, addSession } from './support/people'
import { createTestDatabase } from './support/test-database'

const isQuestion = (url: string) => url.endsWith('/api/changes')

/** Lets the time pass after which an open page asks, and waits for the answer. */
async function untilAsked(page: Page): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => isQuestion(response.url())),
    page.clock.fastForward('00:05'),
  ])
}

/** Counts how often a page is made anew from now on. */
function countRefreshes(page: Page): () => number {
  let refreshes = 0
  page.on('request', (request) => {
    if ('rsc' in request.headers()) refreshes += 1
  })
  return () => refreshes
}

test('an open page asks whether anything has changed, and is made anew only then', async ({
  browser,
  provider,
}) => {
  const database = await createTestDatabase(provider)
  const app = await startConsole({ DATABASE_URL: database.url })
  const person = await addPerson(database, 'operator')
  const { code, id } = await addCode(database, 5)
  const context = await browser.newContext({ baseURL: app.url })
  await context.addCookies([{ ...(await addSession(database, person)), url: app.url }])
  const page = await context.newPage()
  await page.clock.install()
  await page.goto('/tokens')
  await untilAsked(page)
  const refreshes = countRefreshes(page)
  await untilAsked(page)
  await untilAsked(page)
  expect(refreshes()).toBe(0)

  await (await createAgent(app.url)).register(code, { machineId: 'm', hostname: 'h' })
  await untilAsked(page)
  await expect(tokenTable(page).getByRole('row').filter({ hasText: id })).toContainText('1 of 5')
  expect(refreshes()).toBeGreaterThan(0)
  await context.close()
  await app.stop()
  await database.remove()
})

test('what was typed stays when the session ends, wherever the focus is', async ({
  signedIn,
  database,
}) => {
  const { page, person } = await signedIn('operator')
  await page.clock.install()
  await page.reload()
  await issueForm(page).getByLabel('Name').fill('half-typed')
  await page.getByRole('heading', { level: 1 }).click()
  await database.run('DELETE FROM "Session" WHERE "userId" = $1', [person.id])
  await untilAsked(page)
  await untilAsked(page)
  await expect(issueForm(page).getByLabel('Name')).toHaveValue('half-typed')
  await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
  await expect(issueForm(page).getByText('Your session has ended')).toBeVisible()
})

test('who is signed out learns nothing of changes', async ({ app, request }) => {
  for (const cookie of [
    '',
    'activation-console.session_token=made-up.signature',
    'activation-console.session_token=%',
  ])
    expect((await request.get(`${app.url}/api/changes`, { headers: { cookie } })).status()).toBe(
      401,
    )
})
