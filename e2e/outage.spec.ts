import { codeDialog, expect, issueForm, test, uniqueName } from './support/fixtures'
import { severableConsole, stoppableConsole } from './support/outage'

test('in an outage the form keeps what was typed, and works afterwards', async ({
  browser,
  provider,
}) => {
  const { database, way, app, page, end } = await severableConsole(browser, provider)
  const name = uniqueName()
  const form = issueForm(page)
  await form.getByLabel('Name').fill(name)

  way.takeAway()
  await form.getByRole('button', { name: 'Issue code' }).click()
  await expect(
    form.getByText(
      'An error occurred while processing your request. Please try again. If the problem ' +
        'still exists, please submit a ticket.',
    ),
  ).toBeVisible({
    timeout: 30_000,
  })
  const requestId =
    (await form.getByText(/Request ID:/).textContent())?.replace('Request ID: ', '') ?? ''
  expect(requestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)
  await expect
    .poll(() =>
      app
        .output()
        .split('\n')
        .some((line) => line.includes(requestId) && line.includes('an action failed')),
    )
    .toBe(true)
  await expect(form.getByLabel('Name')).toHaveValue(name)
  const leaks = /.{40}(prisma|\bECONN|SQLITE_|database is locked).{40}/i.exec(
    await page.content(),
  )?.[0]
  expect(leaks).toBeUndefined()

  way.bringBack()
  await form.getByRole('button', { name: 'Issue code' }).click()
  await expect(codeDialog(page)).toBeVisible()
  expect(await database.run('SELECT id FROM "AccessToken" WHERE name = $1', [name])).toHaveLength(1)
  await end()
})

test('what was acknowledged is there after the console is killed', async ({
  browser,
  provider,
}) => {
  const { database, app, page, startAgain } = await stoppableConsole(browser, provider)
  const name = uniqueName()
  await issueForm(page).getByLabel('Name').fill(name)
  await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
  await expect(codeDialog(page)).toBeVisible()
  await app.stop('SIGKILL')
  const again = await startAgain()
  const rows = await database.run(
    'SELECT t.id FROM "AccessToken" t JOIN "AuditEvent" e ON e.target = t.id WHERE t.name = $1',
    [name],
  )
  expect(rows).toHaveLength(1)
  await again.stop()
  await database.remove()
})

test('an open list says that it may be old while the console does not answer', async ({
  signedIn,
}) => {
  const { page } = await signedIn('viewer', '/sources')
  await page.route('**/api/changes', (route) => route.abort())
  const note = page.getByText('No answer from the console. What you see may be old.')
  await expect(note).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.unroute('**/api/changes')
  await expect(note).toBeHidden()
})

test('a page that is asked for while the console is away comes when it is back', async ({
  browser,
  provider,
}) => {
  const { database, app, page, startAgain } = await stoppableConsole(browser, provider)
  await page.goto('/sources')
  const note = page.getByText("The console can't be reached. The page comes when it answers.")
  await expect(page.getByLabel('Search')).toBeEnabled()
  await app.stop()

  await page.getByLabel('Platform').selectOption('Windows')
  await expect(note).toBeVisible()
  await page.getByLabel('Search').fill('web-1')
  await expect(page.getByRole('heading', { level: 1, name: 'Source servers' })).toBeVisible()
  await page.getByRole('link', { name: 'Refusals' }).click()

  const again = await startAgain()
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Refusals' })).toBeVisible()
  await expect(note).toBeHidden()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: 'Source servers' })).toBeVisible()
  await page.close()
  await again.stop()
  await database.remove()
})

test('what a proxy says while the console is away does not replace the page', async ({
  signedIn,
}) => {
  const { page } = await signedIn('viewer', '/audit')
  await expect(page.getByLabel('Search')).toBeEnabled()
  let isAway = true
  await page.route(
    (url) => url.pathname === '/refusals',
    (route) => (isAway ? route.fulfill({ status: 502, body: 'Bad Gateway' }) : route.continue()),
  )
  await page.getByRole('link', { name: 'Refusals' }).click()
  await expect(page.getByText('The page comes when it answers.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible()
  isAway = false
  await expect(page.getByRole('heading', { level: 1, name: 'Refusals' })).toBeVisible()
})
