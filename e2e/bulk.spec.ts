import { addCode } from './support/codes'
import { expect, test, tokenTable, uniqueName } from './support/fixtures'

test('all that match are disabled, with progress and a summary', async ({ signedIn, database }) => {
  const name = uniqueName()
  for (let index = 0; index < 60; index++) await addCode(database, 5, 86_400, `${name}-${index}`)
  const { page } = await signedIn('operator', `/tokens?search=${name}&size=25`)
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  const bar = page.getByRole('region', { name: 'Selected codes' })
  await expect(bar).toContainText('25 selected')
  await bar.getByRole('button', { name: 'Select all 60 that match' }).click()
  await bar.getByRole('button', { name: 'Disable' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toHaveAccessibleName('Disable 60 activation codes?')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Disable' }).click()
  await expect(dialog.getByText('60 disabled.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(tokenTable(page).getByText('Disabled')).toHaveCount(25)
  const rows = await database.run(
    `SELECT count(*) AS n FROM "AccessToken" WHERE name LIKE $1 AND "disabledAt" IS NOT NULL`,
    [`${name}%`],
  )
  expect(Number(rows[0]?.n)).toBe(60)
})

test('selected codes are extended; those where it is not possible are listed', async ({
  signedIn,
  database,
}) => {
  const name = uniqueName()
  const short = await addCode(database, 5, 86_400, `${name}-short`)
  const long = await addCode(database, 5, 80 * 86_400, `${name}-long`)
  const kept = await addCode(database, 5, 86_400, `${name}-kept`)
  const { page } = await signedIn('operator', `/tokens?search=${name}`)
  for (const { id } of [short, long])
    await page.getByRole('checkbox', { name: new RegExp(id) }).check()
  await page
    .getByRole('region', { name: 'Selected codes' })
    .getByRole('button', { name: 'Extend' })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Valid for (days)').fill('0')
  await dialog.getByRole('button', { name: 'Extend' }).click()
  await expect(
    dialog.getByText('Valid for (days) must be a whole number from 1 to 90.'),
  ).toBeVisible()
  await dialog.getByLabel('Valid for (days)').fill('60')
  await dialog.getByRole('button', { name: 'Extend' }).click()
  await expect(dialog.getByText('1 extended, 1 not possible.')).toBeVisible()
  await expect(dialog.getByRole('list', { name: 'Codes that were not changed' })).toContainText(
    `${name}-long (${long.id}) is valid for longer already`,
  )
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(tokenTable(page).getByRole('row').filter({ hasText: short.id })).toContainText(
    'in 60 days',
  )
  await expect(tokenTable(page).getByRole('row').filter({ hasText: kept.id })).not.toContainText(
    'in 60 days',
  )
})

test('a bulk change that fails midway says so, and goes on from there', async ({
  signedIn,
  database,
}) => {
  const name = uniqueName()
  for (let index = 0; index < 120; index++) await addCode(database, 5, 86_400, `${name}-${index}`)
  const { page } = await signedIn('operator', `/tokens?search=${name}&size=100`)
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  await page.getByRole('button', { name: 'Select all 120 that match' }).click()
  await page
    .getByRole('region', { name: 'Selected codes' })
    .getByRole('button', { name: 'Disable' })
    .click()
  let calls = 0
  await page.route('**/tokens?*', (route) =>
    route.request().method() === 'POST' && ++calls === 2 ? route.abort() : route.continue(),
  )
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Disable' }).click()
  await expect(dialog.getByText('Not finished: 50 disabled.')).toBeVisible()
  await expect(dialog.getByText("The console can't be reached.")).toBeVisible()
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(dialog.getByText('120 disabled.')).toBeVisible()
})

test('selected codes are deleted', async ({ signedIn, database }) => {
  const name = uniqueName()
  for (let index = 0; index < 3; index++) await addCode(database, 5, 86_400, `${name}-${index}`)
  const { page } = await signedIn('operator', `/tokens?search=${name}`)
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  await page
    .getByRole('region', { name: 'Selected codes' })
    .getByRole('button', { name: 'Delete' })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('3 deleted.')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('No activation code matches')).toBeVisible()
})
