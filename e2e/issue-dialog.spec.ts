import type { Page } from '@playwright/test'
import { addCode } from './support/codes'
import { codeDialog, expect, issueCode, test, uniqueName } from './support/fixtures'

const SCRIPTS = '**/_next/static/chunks/*.js'

/** Holds answers back: all until `end`, and those that are held then until `release`. */
async function hold(page: Page, url: Parameters<Page['route']>[0]) {
  const held: (() => void)[] = []
  let isHolding = true
  await page.route(url, async (route) => {
    if (isHolding) await new Promise<void>((resolve) => held.push(resolve))
    await route.continue()
  })
  return {
    isWaiting: () => held.length > 0,
    end() {
      isHolding = false
    },
    release() {
      isHolding = false
      for (const go of held) go()
    },
  }
}

test('a form that can not be loaded says so, and is loaded when asked again', async ({
  signedIn,
}) => {
  const { page } = await signedIn('operator', '/audit')
  const button = page.getByRole('banner').getByRole('button', { name: 'Issue code' })
  const note = page.getByText("The console can't be reached.")
  await expect(button).not.toHaveAttribute('aria-disabled')
  await page.route(SCRIPTS, (route) => route.abort())
  await button.click()
  await expect(note).toBeVisible()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(note).toBeHidden()
  await expect(button).toBeFocused()

  await button.click()
  await expect(note).toBeVisible()
  await page.unroute(SCRIPTS)
  await page.getByRole('button', { name: 'Try again' }).click()
  const form = page.getByRole('dialog', { name: 'Issue an activation code' })
  await expect(form.getByLabel('Name')).toBeFocused()
})

test('a form that takes long is announced, and does not open over another page', async ({
  signedIn,
}) => {
  const { page } = await signedIn('operator', '/audit')
  const button = page.getByRole('banner').getByRole('button', { name: 'Issue code' })
  await expect(button).not.toHaveAttribute('aria-disabled')
  const scripts = await hold(page, SCRIPTS)
  await button.click()
  await expect(page.getByRole('status').filter({ hasText: 'Loading…' })).toBeVisible()
  scripts.end()
  await page.getByRole('link', { name: 'Refusals' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Refusals' })).toBeVisible()
  scripts.release()
  await expect(page.getByText('Loading…')).toBeHidden()

  await button.click()
  const form = page.getByRole('dialog', { name: 'Issue an activation code' })
  await expect(form.getByLabel('Name')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(form).toBeHidden()
  await expect(button).toBeFocused()
})

test('a form asked for on the way to a page opens over that page', async ({ signedIn }) => {
  const { page } = await signedIn('operator', '/audit')
  const button = page.getByRole('banner').getByRole('button', { name: 'Issue code' })
  await expect(button).not.toHaveAttribute('aria-disabled')
  const scripts = await hold(page, SCRIPTS)
  const pages = await hold(page, (url) => url.pathname === '/refusals')
  await page.getByRole('link', { name: 'Refusals' }).click()
  await button.click()
  await expect.poll(() => scripts.isWaiting() && pages.isWaiting()).toBe(true)
  scripts.end()
  pages.release()
  await expect(page.getByRole('heading', { level: 1, name: 'Refusals' })).toBeVisible()
  scripts.release()
  const form = page.getByRole('dialog', { name: 'Issue an activation code' })
  await expect(form.getByLabel('Name')).toBeFocused()
})

test('what was typed and not sent is there when the form is opened again', async ({ signedIn }) => {
  const { page } = await signedIn('operator', '/audit')
  const button = page.getByRole('banner').getByRole('button', { name: 'Issue code' })
  const form = page.getByRole('dialog', { name: 'Issue an activation code' })
  await button.click()
  await form.getByLabel('Name').fill('half-done')
  await form.getByLabel('Count').fill('7')
  await page.keyboard.press('Escape')
  await expect(form).toBeHidden()
  await page.getByRole('link', { name: 'Refusals' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Refusals' })).toBeVisible()
  await button.click()
  await expect(form.getByLabel('Name')).toHaveValue('half-done')
  await expect(form.getByLabel('Count')).toHaveValue('7')
  await form.getByRole('button', { name: 'Issue code' }).click()
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  await button.click()
  await expect(form.getByLabel('Name')).toHaveValue('')
  await expect(form.getByLabel('Count')).toHaveValue('100')
})

test('a form that was filled in and not changed is not kept for the next time', async ({
  signedIn,
  database,
}) => {
  const { id } = await addCode(database, 7, 86_400, uniqueName())
  const { page } = await signedIn('operator', `/tokens/${id}`)
  await page.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Clone settings' }).click()
  const form = page.getByRole('dialog', { name: 'Issue an activation code' })
  await expect(form.getByLabel('Count')).toHaveValue('7')
  await page.keyboard.press('Escape')
  await expect(form).toBeHidden()
  await page.getByRole('banner').getByRole('button', { name: 'Issue code' }).click()
  await expect(form.getByLabel('Count')).toHaveValue('100')
  await expect(form.getByLabel('Name')).toHaveValue('')
})

test('a code is seen whole on the narrowest phone', async ({ signedIn }) => {
  const { page } = await signedIn('operator')
  await page.setViewportSize({ width: 320, height: 640 })
  await issueCode(page, 'narrow')
  const cut = await codeDialog(page)
    .getByLabel('Activation code')
    .evaluate((field) => field.scrollWidth - field.clientWidth)
  expect(cut).toBeLessThanOrEqual(0)
})
