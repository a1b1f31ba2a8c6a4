import { codeDialog, expect, issueCode, test, uniqueName } from './support/fixtures'

test('every change and sign-in is found by who, what, target and time, and can be exported', async ({ signedIn }) => {
  const { page, person } = await signedIn('operator')
  const { id } = await issueCode(page, uniqueName())
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  await page.getByRole('link', { name: 'Audit' }).click()
  const table = page.getByRole('table', { name: 'Audit' })
  await page.getByLabel('Who').selectOption(person.name)
  await expect(table.getByRole('row')).toHaveCount(3)
  await expect(table.getByRole('cell', { name: 'Signed in' })).toBeVisible()
  await page.getByLabel('What').selectOption('Issued code')
  await expect(table.getByRole('row')).toHaveCount(2)
  await expect(table.getByRole('row').last()).toContainText('count: none → 100')
  await page.getByLabel('Target').fill(id)
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(new RegExp(`target=${id}`))
  await expect(table.getByRole('link', { name: id })).toBeVisible()

  for (const [link, name] of [
    ['Export CSV', 'audit.csv'],
    ['Export JSON Lines', 'audit.jsonl'],
  ] as const) {
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: link }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe(name)
    const text = await (await page.request.get(download.url())).text()
    expect(text.trim().split('\n')).toHaveLength(name.endsWith('csv') ? 2 : 1)
    expect(text).toContain(id)
  }
  await page.getByLabel('Target').fill('my code')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('This is not an ID')).toBeVisible()
  await page.getByLabel('Target').fill('')
  await page.getByLabel('To (UTC)').fill('2020-01-01')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('No event fits these filters.')).toBeVisible()
  await page.getByRole('link', { name: 'Show all events' }).click()
  await expect(page.getByLabel('To (UTC)')).toHaveValue('')
  await expect(table).toBeVisible()
})
