import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import {
  codeDialog,
  expect,
  issueCode,
  issueForm,
  test,
  tokenTable,
  uniqueName,
} from './support/fixtures'
import { addPerson } from './support/people'

async function expectNoSidewaysScroll(page: Page) {
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0)
}

/** Each colour scheme and each width is looked at; what one shows of the other is the same. */
const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 360 },
] as const

async function dress(page: Page, { colorScheme, width }: (typeof LOOKS)[number]) {
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize({ width, height: 800 })
}

async function expectGood(page: Page) {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}

for (const look of LOOKS) {
  test.describe(`accessible in ${look.colorScheme} at ${look.width} pixels are`, () => {
    test('the pages of visitors', async ({ visitor }) => {
      const page = await visitor()
      await dress(page, look)
      for (const path of ['/sign-in', '/setup', '/nowhere', '/invitation#none', '/confirmed']) {
        await page.goto(path)
        await expectGood(page)
      }
    })

    test('the way of issuing a code, with its errors and dialogs', async ({ signedIn }) => {
      const { page } = await signedIn('operator')
      await dress(page, look)
      await expectGood(page)
      await page.goto('/tokens/new')
      await expectGood(page)
      await issueForm(page).getByLabel('Count').fill('0')
      await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
      await expect(issueForm(page).getByText('Count must be')).toBeVisible()
      await expectAccessible(page)
      await issueForm(page).getByLabel('Count').fill('1')
      await issueCode(page, uniqueName())
      await expectAccessible(page)
      await codeDialog(page).getByRole('button', { name: 'Done' }).click()
      await expectGood(page)
      await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
      await page.getByRole('link', { name: '← Activation codes' }).click()
      await expect(tokenTable(page)).toBeVisible()
      await expectGood(page)
    })

    test('the dialogs and menus of the header', async ({ signedIn }) => {
      const { page } = await signedIn('operator')
      await dress(page, look)
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
    })

    test('the pages of the console', async ({ signedIn }) => {
      test.slow()
      const { page } = await signedIn('operator', '/')
      await dress(page, look)
      const paths = [
        '/',
        '/settings/account',
        '/settings/access-keys',
        '/tokens?search=no-such-thing',
        '/tokens/find',
        '/audit',
        '/agent-api',
        '/about',
        '/docs',
        '/docs/smc-api',
        '/refusals',
        '/waves',
        '/waves/new',
      ]
      for (const path of [...paths, '/tokens/at-00000000000000000000', '/sources?search=nothing']) {
        await page.goto(path)
        await expectGood(page)
      }
    })

    test('the pages for administrators, with their dialogs', async ({ signedIn, database }) => {
      const person = await addPerson(database, 'viewer')
      const { page } = await signedIn('administrator', '/people')
      await dress(page, look)
      await expectGood(page)
      await page.getByRole('button', { name: 'Invite a person' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click()
      await expect(page.getByText('Enter a name.')).toBeVisible()
      await expectAccessible(page)
      for (const path of ['/settings/sign-in', '/settings/access-keys', `/people/${person.id}`]) {
        await page.goto(path)
        await expectGood(page)
      }
      for (const name of ['Change role', 'Reset password', 'Deactivate']) {
        await page.getByRole('main').getByRole('button', { name }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
    })

    test('the pages of a code and a source server, with their dialogs', async ({
      signedIn,
      app,
      database,
    }) => {
      const { code, id } = await addCode(database, 1)
      const agent = await createAgent(app.url)
      const { body } = await agent.register(code, {
        machineId: `${id}-in`,
        hostname: 'host-in',
        ipAddresses: ['2001:db8::1'],
      })
      await agent.register(code, { machineId: `${id}-out`, hostname: 'host-out' })
      const { page } = await signedIn('operator', '/sources')
      await dress(page, look)
      await expectGood(page)
      await page.goto(`/sources/${body.sourceId}`)
      await expectGood(page)
      for (const name of ['Delete source server', 'Let it register anew']) {
        await page.getByRole('button', { name }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
      await page.goto(`/tokens/${id}`)
      await expectGood(page)
      for (const name of ['Change', 'Extend', 'Disable']) {
        await page.getByRole('button', { name, exact: true }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
    })

    test('a leaked code that was found, and what is done to many codes', async ({
      signedIn,
      database,
    }) => {
      const { code } = await addCode(database, 1)
      const { page } = await signedIn('operator', '/tokens/find')
      await dress(page, look)
      await page.getByLabel('Code, log or text').fill(code)
      await page.getByRole('button', { name: 'Find', exact: true }).click()
      await expect(page.getByText('1 activation code found')).toBeVisible()
      await expectGood(page)
      await page.goto('/tokens')
      await page
        .getByRole('checkbox', { name: /^Select at-|^Select .*\(at-/ })
        .first()
        .check()
      await expectGood(page)
      await page
        .getByRole('region', { name: 'Selected codes' })
        .getByRole('button', { name: 'Delete' })
        .click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page)
    })
  })
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
    'Name',
    'Registered',
    'Status',
    'Expires',
    'Created',
    'Actions',
  ])
  const row = tokenTable(page).getByRole('row', { name: new RegExp(id) })
  await expect(row.getByRole('cell')).toHaveCount(6)
  await expect(row.getByRole('rowheader')).toContainText(id)
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
