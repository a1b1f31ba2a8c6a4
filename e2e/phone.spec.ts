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

test('commands are read whole on the narrowest phone, also where fields do not grow', async ({
  signedIn,
  database,
}) => {
  const { id } = await addCode(database, 5)
  const { page } = await signedIn('operator', `/tokens/${id}`)
  await page.setViewportSize({ width: 320, height: 640 })
  const tabs = page.getByRole('tab')
  await expect(tabs).toHaveText(['Linux', 'Windows', 'Many machines'])
  const tops = await tabs.evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().top))
  expect(new Set(tops).size).toBe(1)
  for (const tab of await tabs.all()) {
    await tab.click()
    for (const grows of [true, false]) {
      const hidden = await page
        .getByRole('tabpanel')
        .locator('textarea')
        .evaluateAll(
          (fields, sizing) =>
            fields.map((field) => {
              field.style.setProperty('field-sizing', sizing)
              return [
                field.scrollWidth - field.clientWidth,
                field.scrollHeight - field.clientHeight,
              ]
            }),
          grows ? 'content' : 'fixed',
        )
      expect(hidden.length).toBeGreaterThan(0)
      for (const [across, down] of hidden) {
        expect(across).toBeLessThanOrEqual(0)
        expect(down).toBeLessThanOrEqual(0)
      }
    }
  }
})

test.describe('a phone on its side', () => {
  test.use({
    isMobile: true,
    viewport: { width: 844, height: 390 },
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36',
  })

  test('has its filters behind a button', async ({ signedIn, database }) => {
    await addCode(database, 5)
    const { page } = await signedIn('viewer')
    await expect(page.getByLabel('Usage')).toHaveCount(0)
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByLabel('Usage').selectOption('Never used')
    await expect(page).toHaveURL(/used=never/)
  })
})
