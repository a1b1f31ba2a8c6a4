import { addCode } from './support/codes'
import { expect, test } from './support/fixtures'

/** What counts as good for a page (web.dev/articles/cls). */
const MOST_SHIFT = 0.1

const MOVED = () => {
  const moved = { sum: 0 }
  Object.assign(window, { moved })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      moved.sum += (entry as PerformanceEntry & { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
}

for (const width of [412, 820, 1350]) {
  test(`nothing moves when the typeface comes, at ${width} pixels`, async ({
    signedIn,
    browser,
    app,
    database,
  }) => {
    for (let index = 0; index < 12; index++)
      await addCode(database, 5, 30 * 86_400, `datacentre-a:wave-${index}`)
    const { id } = await addCode(database, 5, 30 * 86_400, 'datacentre-a:wave-12')
    const { context } = await signedIn('operator', '/settings/account')
    for (const path of ['/tokens', `/tokens/${id}`]) {
      // One that has not seen the typeface yet.
      const visitor = await browser.newContext({
        baseURL: app.url,
        storageState: await context.storageState(),
        viewport: { width, height: 900 },
      })
      const page = await visitor.newPage()
      await page.addInitScript(MOVED)
      const held: (() => void)[] = []
      await page.route('**/*.woff2', async (route) => {
        await new Promise<void>((resolve) => held.push(resolve))
        await route.continue()
      })
      await page.goto(path, { waitUntil: 'domcontentloaded' })
      await expect(page.getByRole('button', { name: 'Issue code' }).first()).toBeEnabled()
      await expect.poll(() => held.length).toBeGreaterThan(0)
      for (const release of held.splice(0)) release()
      await expect
        .poll(() => page.evaluate(() => document.fonts.check('14px "Inter Variable"')))
        .toBe(true)
      // What moved is told after the frame in which it did.
      await page.evaluate(async () => {
        for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
      })
      const sum = await page.evaluate(
        () => (window as never as { moved: { sum: number } }).moved.sum,
      )
      expect(sum, path).toBeLessThan(MOST_SHIFT)
      await visitor.close()
    }
  })
}
