import { gzipSync } from 'node:zlib'
import type { Page, Response } from '@playwright/test'
import { addCode } from './support/codes'
import { expect, test } from './support/fixtures'

/** Bytes of gzipped JavaScript that any page may load, whatever the machine. */
const MOST_SCRIPT_BYTES = 243_000

/** Opens a page, and tells what its scripts weigh until nothing more is loaded. */
async function scriptBytes(page: Page, path: string): Promise<number> {
  const bodies: Promise<Buffer>[] = []
  const listen = (response: Response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body())
  }
  page.on('response', listen)
  await page.goto(path, { waitUntil: 'networkidle' })
  page.off('response', listen)
  const weights = (await Promise.all(bodies)).map((body) => gzipSync(body).length)
  return weights.reduce((sum, weight) => sum + weight, 0)
}

test('the pages of visitors load little script', async ({ visitor }) => {
  const page = await visitor()
  for (const path of ['/sign-in', '/setup', '/nowhere']) {
    expect.soft(await scriptBytes(page, path), path).toBeLessThanOrEqual(MOST_SCRIPT_BYTES)
  }
})

test('every script tells browsers to compile it while it arrives', async ({ visitor }) => {
  const page = await visitor()
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.text())
  })
  await page.goto('/sign-in', { waitUntil: 'networkidle' })
  expect(bodies.length).toBeGreaterThan(0)
  for (const body of await Promise.all(bodies))
    expect(body.slice(0, 40)).toContain('//# allFunctionsCalledOnLoad\n')
})

test('every page of the console loads little script', async ({ signedIn, database }) => {
  test.slow()
  const { page, person } = await signedIn('administrator', '/settings/account')
  const { id } = await addCode(database, 1)
  const paths = [
    '/',
    '/tokens',
    `/tokens/${id}`,
    '/tokens/find',
    '/sources',
    '/audit',
    '/agent-api',
    '/docs/guide',
    '/settings/access-keys',
    '/settings/account',
    '/settings/sign-in',
    '/people',
    `/people/${person.id}`,
    '/waves',
    '/waves/new',
  ]
  for (const path of paths) {
    expect.soft(await scriptBytes(page, path), path).toBeLessThanOrEqual(MOST_SCRIPT_BYTES)
  }
})

test.describe('a phone', () => {
  test.use({
    isMobile: true,
    viewport: { width: 390, height: 844 },
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) ' +
      'Chrome/142.0.0.0 Mobile Safari/537.36',
  })

  test('is not sent what has no room there, and gets it when it is wanted', async ({
    signedIn,
    database,
  }) => {
    await addCode(database, 5)
    const { page } = await signedIn('operator')
    await expect(page.getByRole('table', { name: 'Activation codes' })).toBeVisible()
    expect(await page.content()).not.toContain('Valid for (days)')

    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByLabel('Usage').selectOption('Never used')
    await expect(page).toHaveURL(/used=never/)
    await page.getByRole('button', { name: 'Hide filters' }).click()
    await expect(page.getByRole('button', { name: 'Filters (1)' })).toBeVisible()

    await page.getByRole('banner').getByRole('button', { name: 'Issue code' }).click()
    const form = page.getByRole('dialog', { name: 'Issue an activation code' })
    await expect(form.getByLabel('Name')).toBeFocused()
  })

  test('shows all cards of a list, also those out of sight', async ({ signedIn, database }) => {
    for (let index = 0; index < 30; index++) await addCode(database, 5)
    const { page } = await signedIn('operator')
    const last = page.getByRole('row').last()
    await expect
      .poll(() => last.evaluate((row) => row.checkVisibility({ contentVisibilityAuto: true })))
      .toBe(true)
  })
})
