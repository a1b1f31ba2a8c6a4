import { addCode } from './support/codes'
import { expect, test, tokenTable } from './support/fixtures'

test.use({ viewport: { width: 360, height: 800 } })

test('a card on a phone is a few lines: name, ID, status, usage, expiry and who', async ({
  signedIn,
  database,
}) => {
  const { page, person } = await signedIn('operator', '/settings/account')
  const names = ['datacentre-a:wave-37', undefined, 'wave-b']
  const codes = []
  for (const name of names) {
    const { id } = await addCode(database, 100, 20 * 86_400, name)
    await database.run('UPDATE "AccessToken" SET "createdBy" = $1 WHERE id = $2', [person.id, id])
    codes.push({ id, name })
  }
  await page.goto('/tokens')
  for (const { id, name } of codes) {
    const card = tokenTable(page).getByRole('row', { name: new RegExp(id) })
    await card.scrollIntoViewIfNeeded()
    for (const text of [name ?? id, id, 'Active', '0 of 100', 'in 20 days', `by ${person.name}`])
      await expect(card.getByText(text).first()).toBeVisible()
    expect((await card.boundingBox())?.height).toBeLessThan(150)
  }
})

test('on a phone the size of a page is chosen below the list', async ({ signedIn, database }) => {
  for (let index = 0; index < 26; index++) await addCode(database, 5)
  const { page } = await signedIn('viewer')
  const sizes = page.getByRole('navigation', { name: 'Codes on a page' })
  await expect(sizes).toHaveCount(1)
  const list = await tokenTable(page).boundingBox()
  expect((await sizes.boundingBox())?.y).toBeGreaterThan((list?.y ?? 0) + 1000)
  await sizes.getByRole('link', { name: '25' }).click()
  await expect(page).toHaveURL('/tokens?size=25')
  await expect(tokenTable(page).getByRole('row')).toHaveCount(26)
})
