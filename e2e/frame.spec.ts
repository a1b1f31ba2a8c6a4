import { codeDialog, expect, issueCode, test, uniqueName } from './support/fixtures'

test('a page that does not exist keeps the frame, and a code that is shown', async ({
  signedIn,
}) => {
  const { page } = await signedIn('operator', '/tokens/at-00000000000000000000')
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await expect(page.getByRole('main')).toHaveCount(1)
  await page.getByRole('link', { name: 'Codes', exact: true }).click()
  await expect(page).toHaveURL(/\/tokens$/)
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
