import { createAgent } from './support/agent'
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

test('no label of a card is broken, however long what stands behind it', async ({
  signedIn,
  app,
  database,
}) => {
  const { code } = await addCode(database, 5, 86_400, `wave-${'0123456789'.repeat(12)}`)
  const agent = await createAgent(app.url)
  const ipAddresses = ['192.0.2.7', '2001:db8:1234:5678:9abc:def0:1234:5678', '10.20.30.40']
  const hostname = `host-${'abcdefghij'.repeat(5)}.example.com`
  await agent.register(code, { machineId: crypto.randomUUID(), hostname, ipAddresses })
  const { page } = await signedIn('administrator', '/settings/account')
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 800 })
    for (const path of ['/', '/tokens', '/sources', '/people', '/audit']) {
      await page.goto(path)
      await expect(page.getByRole('cell').first()).toBeVisible()
      // Of more than one line are labels that stand in a box higher than two of their letters.
      const broken = await page.getByRole('cell').evaluateAll((cells) =>
        cells.flatMap((cell) => {
          const { height, fontSize, display } = getComputedStyle(cell, '::before')
          const isBroken = display !== 'none' && parseFloat(height) > 2 * parseFloat(fontSize)
          return isBroken ? [cell.getAttribute('data-label')] : []
        }),
      )
      expect(broken, `${path} at ${width}`).toEqual([])
    }
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

test('the menu of pages opens at the page that is open', async ({ signedIn }) => {
  const { page } = await signedIn('viewer', '/sources')
  await page.getByRole('button', { name: 'Pages' }).click()
  await expect(page.getByRole('menuitem', { name: 'Source servers' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Refusals' })).toBeFocused()
})

test('what can be done with a code stands in one line, and its ID beside its button', async ({
  signedIn,
  database,
}) => {
  const { id } = await addCode(database, 5, 86_400, 'wave-on-a-phone')
  const { page } = await signedIn('operator', `/tokens/${id}`)
  for (const width of [320, 360, 412]) {
    await page.setViewportSize({ width, height: 800 })
    const middle = async (name: string | RegExp) => {
      const box = await page.getByRole('main').getByRole('button', { name }).first().boundingBox()
      return (box?.y ?? 0) + (box?.height ?? 0) / 2
    }
    const line = await middle('Change')
    for (const name of ['Extend', 'Disable', /^Actions for/])
      expect(Math.abs((await middle(name)) - line), `${name} at ${width}`).toBeLessThan(4)
    const text = await page.getByText(id, { exact: true }).first().boundingBox()
    const copy = await page
      .getByRole('button', { name: `Copy ID ${id}` })
      .first()
      .boundingBox()
    expect((copy?.x ?? 0) - (text?.x ?? 0) - (text?.width ?? 0), `${width}`).toBeGreaterThan(0)
    expect(text?.height, `ID at ${width}`).toBeLessThan(width < 360 ? 48 : 28)
  }
})

test('a long notice is whole on a phone, its buttons below it', async ({ signedIn, database }) => {
  const name = 'W'.repeat(128)
  const { id } = await addCode(database, 5, 86_400, name)
  const { page } = await signedIn('operator', `/tokens/${id}`)
  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
  const notice = page.getByRole('region', { name: 'Message' })
  await expect(notice.getByText('was disabled.')).toBeVisible()
  const box = await notice.boundingBox()
  expect(box?.x).toBeGreaterThanOrEqual(0)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360)
  const text = await notice.getByText('was disabled.').boundingBox()
  const undo = await notice.getByRole('button', { name: 'Undo' }).boundingBox()
  expect(undo?.y).toBeGreaterThanOrEqual((text?.y ?? 0) + (text?.height ?? 0))
})
