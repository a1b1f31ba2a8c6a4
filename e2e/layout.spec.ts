import type { Page } from '@playwright/test'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { expect, test, tokenTable } from './support/fixtures'

const WIDTHS = [320, 360, 700, 768, 820, 900, 960, 1024, 1200, 1210, 1280, 1440, 1920]

/** What of a page is wider than the window. */
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

/** Pairs of things in the header that lie one over another, or a text of it in two lines. */
const faultsOfHeader = (page: Page) =>
  page.getByRole('banner').evaluate((header) => {
    const shown = [...header.querySelectorAll('a, button')].filter(
      (element) => element.getClientRects().length > 0,
    )
    const boxes = shown.map((element) => element.getBoundingClientRect())
    const faults: string[] = []
    boxes.forEach((box, index) => {
      const name = shown[index]?.textContent || shown[index]?.getAttribute('aria-label') || ''
      if (box.right > window.innerWidth + 1) faults.push(`${name} is cut`)
      if (box.height > 48) faults.push(`${name} takes two lines`)
      for (const other of boxes.slice(index + 1))
        if (other.left < box.right - 1 && box.left < other.right - 1)
          faults.push(`${name} overlaps`)
    })
    return faults
  })

/** Pages by what is looked at together: each group opens few, so that a slow machine has time. */
const GROUPS: Record<string, (id: string, sourceId: string) => string[]> = {
  'of codes': (id) => ['/tokens', '/tokens/new', `/tokens/${id}`],
  'of what happened to a code': (id) => [`/tokens/${id}/refusals`, `/tokens/${id}/history`],
  'of source servers and refusals': (_id, sourceId) => [
    '/sources',
    `/sources/${sourceId}`,
    '/refusals',
  ],
  'of waves': () => ['/waves', '/waves/new'],
  'of numbers and events': () => ['/', '/audit', '/about'],
  'of documents': () => ['/docs', '/docs/guide', '/docs/operations', '/docs/smc-api'],
  'of people': () => ['/people', '/people/p-00000000000000000000', '/settings/sign-in'],
  'of settings and programs': () => ['/settings/account', '/settings/access-keys', '/agent-api'],
}

for (const [pages, pathsOf] of Object.entries(GROUPS)) {
  test(`at no width do pages ${pages} scroll sideways, or the header overlap`, async ({
    signedIn,
    app,
    database,
  }) => {
    const long = `very-long:${'name-of-a-wave_'.repeat(7)}`
    const { code, id } = await addCode(database, 1, 3 * 86_400, long)
    await database.run('UPDATE "AccessToken" SET description = $1 WHERE id = $2', [
      'What is moved and who asked for it. '.repeat(14),
      id,
    ])
    const agent = await createAgent(app.url, '2001:db8:1111:2222:3333:4444:5555:6666')
    const { body } = await agent.register(code, {
      machineId: `${id}-in`,
      hostname: 'x'.repeat(190),
      ipAddresses: ['2001:db8:1111:2222:3333:4444:5555:6666'],
    })
    await agent.register(code, { machineId: `${id}-out`, hostname: 'y'.repeat(190) })
    const { page } = await signedIn('administrator', '/settings/account')
    const faults: string[] = []
    for (const path of pathsOf(id, String(body.sourceId))) {
      await page.goto(path)
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 })
        const over = await sideways(page)
        if (over > 0) faults.push(`${path} at ${width}: ${over} pixels`)
        for (const fault of await faultsOfHeader(page)) faults.push(`${path} at ${width}: ${fault}`)
      }
    }
    expect(faults).toEqual([])
  })
}

test('the list comes first where there is no room for the form beside it', async ({
  signedIn,
  database,
}) => {
  await addCode(database, 5)
  const { page } = await signedIn('operator')
  const top = async () => (await tokenTable(page).boundingBox())?.y ?? Number.POSITIVE_INFINITY
  for (const [width, height] of [
    [1280, 720],
    [1024, 768],
    [820, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    expect(await top()).toBeLessThan(height / 2 + 60)
  }
})

test('what the keyboard goes to is never under the header or the bar of a selection', async ({
  signedIn,
  database,
}) => {
  for (let index = 0; index < 30; index++) await addCode(database, 5)
  const { page } = await signedIn('operator')
  await page.setViewportSize({ width: 1280, height: 720 })
  const boxes = tokenTable(page).getByRole('checkbox')
  for (const isSelecting of [false, true]) {
    if (isSelecting) await boxes.nth(1).check()
    await boxes.last().focus()
    const covered: string[] = []
    for (let stop = 0; stop < 90; stop++) {
      await page.keyboard.press('Shift+Tab')
      const over = await page.evaluate(() => {
        const element = document.activeElement
        if (!element || element.closest('header, [data-keeps-still]')) return ''
        const { left, top, width, height } = element.getBoundingClientRect()
        const there = document.elementFromPoint(left + width / 2, top + height / 2)
        return there?.closest('header, [data-keeps-still]') ? element.outerHTML.slice(0, 80) : ''
      })
      if (over) covered.push(over)
    }
    expect(covered).toEqual([])
  }
})

test('on a phone the menu of a card lies over the cards below it, and is whole', async ({
  signedIn,
  database,
}) => {
  for (let index = 0; index < 12; index++) await addCode(database, 5)
  const { page } = await signedIn('operator')
  await page.setViewportSize({ width: 360, height: 800 })
  const buttons = tokenTable(page).getByRole('button', { name: /^Actions for/ })
  for (const index of [1, 8]) {
    await buttons.nth(index).click()
    const items = page.getByRole('menuitem')
    await expect(items.last()).toBeVisible()
    const covered = await items.evaluateAll((elements) =>
      elements.flatMap((element) => {
        element.scrollIntoView({ block: 'nearest' })
        const { left, top, width, height } = element.getBoundingClientRect()
        const there = document.elementFromPoint(left + width / 2, top + height / 2)
        return element.contains(there) ? [] : [element.textContent]
      }),
    )
    expect(covered).toEqual([])
    await page.keyboard.press('Escape')
    await expect(items.first()).toBeHidden()
  }
})

test('rows keep their height, whoever issued a code and whatever it is for', async ({
  signedIn,
  database,
}) => {
  const { page, person } = await signedIn('operator', '/settings/account')
  const { id } = await addCode(database, 2, 3 * 86_400, 'datacentre-a:wave-37')
  await database.run('UPDATE "AccessToken" SET description = $1, "createdBy" = $2 WHERE id = $3', [
    'What is moved, and who asked for it. '.repeat(5),
    person.id,
    id,
  ])
  await page.goto('/tokens')
  const row = tokenTable(page).getByRole('row', { name: new RegExp(id) })
  for (const width of [1024, 1200, 1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 })
    expect.soft((await row.boundingBox())?.height, String(width)).toBeLessThan(80)
  }
})

test('one long name makes no other row higher on a tablet', async ({ signedIn, database }) => {
  const { id } = await addCode(database, 5, 30 * 86_400, 'datacentre-a:wave-7')
  await addCode(database, 5, 30 * 86_400, 'W'.repeat(128))
  const { page } = await signedIn('operator', '/tokens')
  for (const width of [768, 820, 1024]) {
    await page.setViewportSize({ width, height: 900 })
    const row = await tokenTable(page)
      .getByRole('row', { name: new RegExp(id) })
      .boundingBox()
    expect(row?.height, `at ${width}`).toBeLessThan(width < 800 ? 82 : 62)
  }
})
