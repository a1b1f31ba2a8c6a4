import { codeDialog, expect, issueCode, test, uniqueName } from './support/fixtures'
import { severableConsole } from './support/outage'

test('a page that fails while a code is shown does not take it along', async ({ browser, provider }) => {
  const { way, page, end } = await severableConsole(browser, provider)
  await page.goto('/audit')
  await page.getByRole('link', { name: 'Codes', exact: true }).click()
  const { code } = await issueCode(page, uniqueName())

  way.takeAway()
  await page.goBack()
  await expect(page).toHaveURL(/\/audit$/)
  if (provider === 'postgresql') await expect(page.locator('h1', { hasText: "The console can't reach its database" })).toBeAttached()
  await expect(codeDialog(page).getByLabel('Activation code')).toHaveValue(code)
  await page.goForward()
  await expect(codeDialog(page).getByLabel('Activation code')).toHaveValue(code)

  way.bringBack()
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  await expect(codeDialog(page)).toBeHidden()
  await end()
})

test('a page that does not exist keeps the frame, and a code that is shown', async ({ signedIn }) => {
  const { page } = await signedIn('operator', '/tokens/at-00000000000000000000')
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await expect(page.getByRole('main')).toHaveCount(1)
  await page.getByRole('link', { name: 'Codes', exact: true }).click()
  const { code } = await issueCode(page, uniqueName())
  await page.goBack()
  await expect(page.locator('h1', { hasText: 'There is no such page' })).toBeAttached()
  await expect(codeDialog(page).getByLabel('Activation code')).toHaveValue(code)
})

test('the secret of an access key stays when another page is gone to', async ({ signedIn }) => {
  const { page } = await signedIn('administrator', '/audit')
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Access keys' }).click()
  await page.getByLabel('Name').fill(uniqueName())
  await page.getByRole('button', { name: 'Create access key' }).click()
  const secret = page.getByRole('dialog', { name: 'Access key' }).getByLabel('AccessKeySecret')
  const shown = await secret.inputValue()
  await page.goBack()
  await expect(page).toHaveURL(/\/audit$/)
  await expect(secret).toHaveValue(shown)
})

test('an action that fails is an error with its stack in the log, under the ID of its request', async ({ browser, provider }) => {
  const { way, app, page, end } = await severableConsole(browser, provider)
  await page.getByRole('button', { name: 'Your account' }).click()
  const answered = page.waitForResponse((response) => response.request().method() === 'POST', { timeout: 30_000 })
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
