import { addCode } from './support/codes'
import { codeDialog, expect, test, tokenTable, uniqueName } from './support/fixtures'

test('every dialog gives the focus back to where it was opened', async ({ signedIn, database }) => {
  const name = uniqueName()
  await addCode(database, 5, 86_400, name)
  const { page } = await signedIn('operator', `/tokens?search=${name}`)
  const button = tokenTable(page).getByRole('button', { name: `Actions for ${name}` })
  for (const item of ['Change', 'Extend', 'Disable', 'Replace code', 'Clone settings', 'Delete']) {
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: item }).press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(button, item).toBeFocused()
  }

  await button.press('Enter')
  await page.getByRole('menuitem', { name: 'Replace code' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Replace code' }).press('Enter')
  await codeDialog(page).getByRole('button', { name: 'Done' }).press('Enter')
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).press('Enter')
  await expect(codeDialog(page)).toBeHidden()
  await expect(button).toBeFocused()

  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  const bulk = page
    .getByRole('region', { name: 'Selected codes' })
    .getByRole('button', { name: 'Extend' })
  await bulk.press('Enter')
  await expect(page.getByRole('dialog').getByLabel('Valid for (days)')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(bulk).toBeFocused()

  await page.goto('/sources')
  const issue = page.getByRole('banner').getByRole('button', { name: 'Issue code' })
  await issue.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(issue).toBeFocused()
})

test('a search keeps the focus, and goes together with the filters', async ({
  signedIn,
  database,
}) => {
  const name = uniqueName()
  await addCode(database, 5, 86_400, name)
  const { page } = await signedIn('viewer')
  await page.getByLabel('Search').fill(name)
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 activation code', { exact: true })).toBeVisible()
  await expect(page.getByLabel('Search')).toBeFocused()
  await page.getByLabel('Search').fill(`${name}-other`)
  await page.getByLabel('Status').selectOption('Active')
  await expect(page).toHaveURL(new RegExp(`search=${name}-other&status=active`))
  await page.goBack()
  await expect(page.getByLabel('Search')).toHaveValue(name)
})

test('who changes a code that another deletes is told so, and keeps what was typed', async ({
  signedIn,
  database,
}) => {
  const { id } = await addCode(database, 5, 86_400, uniqueName())
  const [first, second] = [
    await signedIn('operator', `/tokens/${id}`),
    await signedIn('operator', `/tokens/${id}`),
  ]
  await second.page.getByRole('button', { name: 'Change' }).click()
  const mine = second.page.getByRole('dialog', { name: 'Change activation code' })
  await mine.getByLabel('Description').fill('my words')
  await first.page.getByRole('button', { name: /^Actions for/ }).click()
  await first.page.getByRole('menuitem', { name: 'Delete' }).click()
  await first.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(first.page).toHaveURL(/\/tokens$/)
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(
    mine.getByText(`This activation code was deleted meanwhile by ${first.person.name}`),
  ).toBeVisible()
  await expect(mine.getByLabel('Description')).toHaveValue('my words')
})
