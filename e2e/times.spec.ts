import type { Browser, BrowserContext } from '@playwright/test'
import { storedMoment } from '../test/stored-moment'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { expect, test, uniqueName } from './support/fixtures'

/** The same person in a browser of another time zone. */
async function elsewhere(browser: Browser, context: BrowserContext, url: string, zone: string) {
  const other = await browser.newContext({ baseURL: url, timezoneId: zone })
  await other.addCookies(await context.cookies())
  return other
}

test('times stand in the zone of the reader, or in UTC by a switch that is kept', async ({
  signedIn,
  app,
  browser,
  database,
}) => {
  const { id } = await addCode(database, 5)
  await database.run('UPDATE "AccessToken" SET "expiresAt" = $1 WHERE id = $2', [
    storedMoment(Date.parse('2027-01-31T20:30:00Z')),
    id,
  ])
  const { context } = await signedIn('viewer')
  const shanghai = await elsewhere(browser, context, app.url, 'Asia/Shanghai')
  const page = await shanghai.newPage()
  await page.goto(`/tokens/${id}`)
  await expect(page.getByText('1 Feb 2027, 04:30:00 GMT+8')).toBeVisible()
  // The server knows the zone from now on: what it sends says the same.
  expect(await (await page.request.get(`/tokens/${id}`)).text()).toContain('04:30:00 GMT+8')
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Show times in UTC' }).click()
  await expect(page.getByText('31 Jan 2027, 20:30:00 UTC')).toBeVisible()
  await page.reload()
  await expect(page.getByText('31 Jan 2027, 20:30:00 UTC')).toBeVisible()
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Show times in my time zone' }).click()
  await expect(page.getByText('1 Feb 2027, 04:30:00 GMT+8')).toBeVisible()
  await shanghai.close()
})

test('the days of a filter are days of that zone, and the address says so', async ({
  signedIn,
  app,
  browser,
  database,
}) => {
  const name = uniqueName()
  const { code, id } = await addCode(database, 5)
  const agent = await createAgent(app.url)
  await agent.register(code, { machineId: `m-${id}`, hostname: name })
  await database.run('UPDATE "Registration" SET at = $1 WHERE "tokenId" = $2', [
    storedMoment(Date.parse('2026-11-24T20:30:00Z')),
    id,
  ])
  const { context, page: inUtc } = await signedIn('viewer')
  const shanghai = await elsewhere(browser, context, app.url, 'Asia/Shanghai')
  const page = await shanghai.newPage()
  await page.goto(`/tokens/${id}`)
  await page.getByLabel('From (Asia/Shanghai)').fill('2026-11-25')
  await page.getByLabel('To (Asia/Shanghai)').fill('2026-11-25')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/zone=Asia%2FShanghai/)
  await expect(page.getByText('1 registration', { exact: true })).toBeVisible()
  // Whoever is given the address sees the same, wherever they are.
  await inUtc.goto(page.url())
  await expect(inUtc.getByText('1 registration', { exact: true })).toBeVisible()
  await inUtc.goto(page.url().replace('zone=Asia%2FShanghai', ''))
  await expect(inUtc.getByText('0 registrations')).toBeVisible()
  await shanghai.close()
})
