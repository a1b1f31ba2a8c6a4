import { codeDialog, expect, issueCode, issueForm, test, uniqueName } from './support/fixtures'

test('a lost answer, sent again, issues no second code', async ({ signedIn, database }) => {
  const { page } = await signedIn('operator')
  const name = uniqueName()
  let lost = false
  await page.route('**/tokens', async (route) => {
    if (route.request().method() !== 'POST' || lost) return route.fallback()
    lost = true
    await route.fetch()
    await route.abort()
  })
  const form = issueForm(page)
  await form.getByLabel('Name').fill(name)
  await form.getByRole('button', { name: 'Issue code' }).click()
  await expect(form.getByText("The console can't be reached.")).toBeVisible()
  await expect(form.getByLabel('Name')).toHaveValue(name)

  await form.getByRole('button', { name: 'Issue code' }).click()
  await expect(form.getByText('This code was issued already')).toBeVisible()
  const rows = await database.run('SELECT id FROM "AccessToken" WHERE name = $1', [name])
  expect(rows).toHaveLength(1)
  await expect(form.getByText(String(rows[0]?.id))).toBeVisible()

  await form.getByRole('button', { name: 'Replace code' }).click()
  await expect(codeDialog(page).getByLabel('Activation code')).toHaveValue(/^act[A-Za-z0-9]{29}$/)
  await expect(codeDialog(page)).toContainText(String(rows[0]?.id))
  expect(await database.run('SELECT id FROM "AccessToken" WHERE name = $1', [name])).toHaveLength(1)
})

test('a submit whose answer was lost is recognised after a reload too', async ({
  signedIn,
  database,
}) => {
  const { page } = await signedIn('operator')
  const name = uniqueName()
  await page.route('**/tokens', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    await route.fetch()
    await route.abort()
  })
  await issueForm(page).getByLabel('Name').fill(name)
  await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
  await expect(issueForm(page).getByText("The console can't be reached.")).toBeVisible()
  await page.unroute('**/tokens')
  await page.reload()
  await issueForm(page).getByLabel('Name').fill(name)
  await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
  await expect(issueForm(page).getByText('This code was issued already')).toBeVisible()
  expect(await database.run('SELECT id FROM "AccessToken" WHERE name = $1', [name])).toHaveLength(1)
})

test('a copy of the tab issues its own codes', async ({ signedIn }) => {
  const { page, context } = await signedIn('operator')
  await issueCode(page, uniqueName())
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  const [copy] = await Promise.all([
    context.waitForEvent('page'),
    page.evaluate(() => void window.open('/tokens')),
  ])
  await issueCode(page, uniqueName())
  const name = uniqueName()
  const { id } = await issueCode(copy, name)
  await expect(codeDialog(copy)).toContainText(name)
  expect(id).toMatch(/^at-/)
})

test('the form in its dialog waits for the answer, and keeps what was typed when it fails', async ({
  signedIn,
}) => {
  const { page } = await signedIn('operator', '/settings/account')
  await page.getByRole('banner').getByRole('button', { name: 'Issue code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Issue an activation code' })
  await expect(dialog.getByLabel('Name')).toBeFocused()
  const name = uniqueName()
  await dialog.getByLabel('Name').fill(name)
  let fail = () => {}
  const failed = new Promise<void>((resolve) => {
    fail = resolve
  })
  await page.route('**/settings/account', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    await failed
    await route.abort()
  })
  await dialog.getByRole('button', { name: 'Issue code' }).click()
  await page.keyboard.press('Escape')
  fail()
  await expect(dialog.getByText("The console can't be reached.")).toBeVisible()
  await expect(dialog.getByLabel('Name')).toHaveValue(name)
})

test('a page that is older than the console says to reload it', async ({ signedIn }) => {
  const { page } = await signedIn('operator')
  await page.route('**/tokens', (route) => {
    const headers = route.request().headers()
    return route.continue({
      headers: { ...headers, ...(headers['next-action'] && { 'next-action': '40'.repeat(21) }) },
    })
  })
  await issueForm(page).getByLabel('Name').fill('older')
  await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
  await expect(
    issueForm(page).getByText('The console was updated since this page was loaded.'),
  ).toBeVisible()
})

test('who signs out on a page that is older than the console is signed out', async ({
  signedIn,
}) => {
  const { page } = await signedIn('operator')
  await page.route('**/tokens', (route) => {
    const headers = route.request().headers()
    return route.continue({
      headers: { ...headers, ...(headers['next-action'] && { 'next-action': '40'.repeat(21) }) },
    })
  })
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goto('/tokens')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
})
