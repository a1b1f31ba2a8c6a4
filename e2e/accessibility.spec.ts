import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { codeDialog, expect, issueCode, issueForm, test, tokenTable, uniqueName } from './support/fixtures'

async function expectNoSidewaysScroll(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
}

// Each colour scheme and each width is looked at; what one shows of the other is the same.
for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of colorScheme === 'light' ? [1280] : [360]) {
    test(`every page and dialog is accessible in ${colorScheme} at ${width} pixels`, async ({ signedIn, visitor, app, database }) => {
      const stranger = await visitor()
      await stranger.emulateMedia({ colorScheme })
      await stranger.setViewportSize({ width, height: 800 })
      for (const path of ['/sign-in', '/setup', '/nowhere']) {
        await stranger.goto(path)
        await expectAccessible(stranger)
        await expectNoSidewaysScroll(stranger)
      }

      const { page } = await signedIn('operator')
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)

      await issueForm(page).getByLabel('Count').fill('0')
      await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
      await expect(issueForm(page).getByText('Count must be')).toBeVisible()
      await expectAccessible(page)
      await issueForm(page).getByLabel('Count').fill('1')

      await issueCode(page, uniqueName())
      await expectAccessible(page)
      await codeDialog(page).getByRole('button', { name: 'Done' }).click()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
      await expect(tokenTable(page)).toBeVisible()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)

      await page.getByRole('banner').getByRole('button', { name: 'Issue code' }).click()
      await expect(page.getByRole('dialog', { name: 'Issue an activation code' })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      for (const menu of ['Colours', 'Your account']) {
        await page.getByRole('button', { name: menu }).click()
        await expect(page.getByRole('menu')).toBeVisible()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('menu')).toBeHidden()
      }
      const { code, id } = await addCode(database, 1)
      const agent = await createAgent(app.url)
      const { body } = await agent.register(code, { machineId: `${id}-in`, hostname: 'host-in', ipAddresses: ['2001:db8::1'] })
      await agent.register(code, { machineId: `${id}-out`, hostname: 'host-out' })
      for (const path of [
        '/',
        '/settings/account',
        '/settings/access-keys',
        `/tokens/${id}`,
        '/tokens?search=no-such-thing',
        '/tokens/find',
        '/audit',
        '/sources',
        '/sources?search=nothing',
        `/sources/${body.sourceId}`,
        '/agent-api',
      ]) {
        await page.goto(path)
        await expectAccessible(page)
        await expectNoSidewaysScroll(page)
      }
      await page.goto(`/sources/${body.sourceId}`)
      await page.getByRole('button', { name: 'Delete source server' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page)

      await page.goto('/tokens/find')
      await page.getByLabel('Code, log or text').fill(code)
      await page.getByRole('button', { name: 'Find', exact: true }).click()
      await expect(page.getByText('1 activation code found')).toBeVisible()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await page.goto(`/tokens/${id}`)
      for (const name of ['Change', 'Extend', 'Disable']) {
        await page.getByRole('button', { name, exact: true }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
      await page.goto('/tokens')
      await page
        .getByRole('checkbox', { name: /^Select at-|^Select .*\(at-/ })
        .first()
        .check()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await page.getByRole('region', { name: 'Selected codes' }).getByRole('button', { name: 'Delete' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page)
    })
  }
}

test('the table stays a table for screen readers on a phone', async ({ signedIn }) => {
  const { page } = await signedIn('operator')
  await page.setViewportSize({ width: 360, height: 800 })
  const name = uniqueName()
  const { id } = await issueCode(page, name)
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  await expect(tokenTable(page).getByRole('columnheader')).toHaveText([
    '',
    'ID',
    'Name',
    'Registered',
    'Status',
    'Expires',
    'Created',
    'Actions',
  ])
  const row = tokenTable(page).getByRole('row', { name: new RegExp(id) })
  await expect(row.getByRole('cell')).toHaveCount(8)
})

test('the colours follow the choice, and the choice is remembered', async ({ signedIn }) => {
  const { page } = await signedIn('viewer')
  const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(scheme).toBe('dark')
  await page.getByRole('button', { name: 'Colours' }).click()
  await page.getByRole('menuitemradio', { name: 'Light' }).click()
  await expect.poll(scheme).toBe('light')
  await page.reload()
  await expect.poll(scheme).toBe('light')
})
