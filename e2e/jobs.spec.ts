import type { Locator, Page } from '@playwright/test'
import { storedMoment } from '../test/stored-moment'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { codeDialog, expect, test, tokenTable, uniqueName } from './support/fixtures'

/** What people do in a migration night, each in at most so many actions: clicks and fields. */
function actionsOf(page: Page) {
  let actions = 0
  return {
    click: async (what: Locator) => {
      actions += 1
      await what.click()
    },
    fill: async (what: Locator, text: string) => {
      actions += 1
      await what.fill(text)
      await page.keyboard.press('Enter')
    },
    count: () => actions,
  }
}

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' })

test('issue a code for 30 servers, and hand it over with its command: 3 actions', async ({
  signedIn,
  app,
}) => {
  const { page, context } = await signedIn('operator', '/tokens/new?name=wave-3&count=30')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { click, count } = actionsOf(page)
  await click(page.getByRole('main').getByRole('button', { name: 'Issue code' }))
  await click(codeDialog(page).getByRole('button', { name: 'Copy code and command together' }))
  await expect(codeDialog(page).getByText('Copied, code and command')).toBeVisible()
  const handed = await page.evaluate(() => navigator.clipboard.readText())
  const code = await codeDialog(page).getByLabel('Activation code').inputValue()
  expect(handed).toContain(`Activation code: ${code}`)
  expect(handed).toContain('For 30 source servers, until ')
  expect(handed).toContain(`sh register.sh --url ${app.url}`)
  await click(codeDialog(page).getByRole('button', { name: 'Done' }))
  await expect(codeDialog(page)).toBeHidden()
  expect(count()).toBeLessThanOrEqual(3)
})

test("today's servers of a code: 3 actions", async ({ signedIn, app, database }) => {
  const name = uniqueName()
  const { code, id } = await addCode(database, 5, 86_400, name)
  const agent = await createAgent(app.url)
  for (const host of ['old', 'new'])
    await agent.register(code, { machineId: `${id}-${host}`, hostname: `${host}-${name}` })
  await database.run(`UPDATE "Registration" SET at = $1 WHERE "machineId" = $2`, [
    storedMoment(new Date(Date.now() - 3 * 86_400_000)),
    `${id}-old`,
  ])
  const { page } = await signedIn('viewer', '/tokens')
  const { click, fill, count } = actionsOf(page)
  await fill(search(page), name)
  await click(tokenTable(page).getByRole('link', { name }).first())
  await fill(page.getByLabel('From (UTC)'), new Date().toISOString().slice(0, 10))
  await expect(page.getByText('1 registration', { exact: true })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Registrations' })).toContainText(`new-${name}`)
  expect(count()).toBeLessThanOrEqual(3)
})

test('stop a leak: 4 actions', async ({ signedIn, database }) => {
  const { code } = await addCode(database, 5)
  const { page } = await signedIn('operator', '/tokens')
  const { click, count } = actionsOf(page)
  await click(link(page, 'Find a leaked code'))
  await page.getByLabel('Code, log or text').fill(`export CODE=${code}`)
  await click(page.getByRole('button', { name: 'Find', exact: true }))
  await click(page.getByRole('main').getByRole('button', { name: 'Disable' }))
  await click(page.getByRole('dialog').getByRole('button', { name: 'Disable' }))
  await expect(page.getByText('Disabled', { exact: true }).first()).toBeVisible()
  expect(count()).toBeLessThanOrEqual(4)
})

test('extend all that expire this week: 5 actions', async ({ signedIn, database }) => {
  const name = uniqueName()
  for (const days of [2, 3]) await addCode(database, 5, days * 86_400, `${name}-${days}`)
  const { page } = await signedIn('operator', `/tokens?search=${name}`)
  const { click, count } = actionsOf(page)
  await page.getByLabel('Expires').selectOption('Within 7 days')
  await click(page.getByRole('checkbox', { name: 'Select all on this page' }))
  await click(page.getByRole('button', { name: 'Extend' }))
  await click(page.getByRole('dialog').getByRole('button', { name: /^Extend/ }))
  await click(
    page
      .getByRole('dialog')
      .getByRole('button', { name: /Done|Close/ })
      .first(),
  )
  await expect(page.getByText('No activation code matches')).toBeVisible()
  expect(count() + 1).toBeLessThanOrEqual(5)
})

test('who disabled a code and when: 2 actions', async ({ signedIn, database }) => {
  const name = uniqueName()
  const { id } = await addCode(database, 5, 86_400, name)
  const { page: theirs, person } = await signedIn('operator', `/tokens/${id}`)
  await theirs.getByRole('button', { name: 'Disable' }).click()
  await theirs.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
  await expect(theirs.getByText('Disabled', { exact: true }).first()).toBeVisible()
  const { page } = await signedIn('viewer', '/tokens')
  const { click, fill, count } = actionsOf(page)
  await fill(search(page), name)
  await click(tokenTable(page).getByRole('link', { name }).first())
  await expect(page.getByText(`by ${person.name},`)).toBeVisible()
  expect(count()).toBeLessThanOrEqual(2)
})

test('a server that failed, and why, without knowing its code: 2 actions', async ({
  signedIn,
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 5, -60)
  const agent = await createAgent(app.url)
  const host = `mail-late-${uniqueName()}`
  await agent.register(code, { machineId: `${id}-late`, hostname: host })
  const { page } = await signedIn('viewer', '/')
  const { click, fill, count } = actionsOf(page)
  await click(link(page, 'Source servers'))
  await fill(search(page), host)
  await expect(page.getByText('No source server matches')).toBeVisible()
  await expect(page.getByText(`${host} was refused`)).toContainText('code had expired')
  expect(count()).toBeLessThanOrEqual(2)
})

test('export the servers, registrations and refusals: 2 actions each', async ({
  signedIn,
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 1)
  const agent = await createAgent(app.url)
  await agent.register(code, { machineId: `${id}-in`, hostname: `in-${id}` })
  const { page } = await signedIn('viewer', '/')
  for (const [name, file] of [
    ['Source servers', 'source-servers.csv'],
    ['Refusals', 'refusals.csv'],
  ] as const) {
    const { click, count } = actionsOf(page)
    await click(link(page, name))
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    const downloading = page.waitForEvent('download')
    await click(page.getByRole('link', { name: 'Export CSV' }))
    expect((await downloading).suggestedFilename()).toBe(file)
    expect(count()).toBeLessThanOrEqual(2)
  }
  await page.goto(`/tokens/${id}`)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  const text = await (await page.request.get((await downloading).url())).text()
  expect(text).toContain(`in-${id}`)
})

test('who is nearly used up: 1 action, and seen in the list', async ({
  signedIn,
  app,
  database,
}) => {
  const name = uniqueName()
  const { code, id } = await addCode(database, 5, 80 * 86_400, name)
  const agent = await createAgent(app.url)
  for (let index = 0; index < 4; index++)
    await agent.register(code, { machineId: `${id}-${index}`, hostname: 'h' })
  const { page } = await signedIn('viewer', '/')
  const { click, count } = actionsOf(page)
  await click(page.getByRole('region', { name: 'Nearly used up' }).getByRole('link'))
  const row = tokenTable(page).getByRole('row').filter({ hasText: id })
  await expect(row).toContainText('Nearly used up')
  expect(count()).toBeLessThanOrEqual(1)
})

test('give a colleague the command of a code, without the code: 2 actions', async ({
  signedIn,
  app,
}) => {
  const { page, context } = await signedIn('viewer', '/')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/sources')
  const { click, count } = actionsOf(page)
  await click(page.getByText('Register a source server'))
  await click(page.getByRole('button', { name: 'Copy command' }))
  await expect(page.getByText('Copied', { exact: true })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `curl -fsSLO ${app.url}/register.sh && sh register.sh --url ${app.url}`,
  )
  expect(count()).toBeLessThanOrEqual(2)
})

test('a key for a script has an example that names it: 1 action from its page', async ({
  signedIn,
  app,
}) => {
  const { page } = await signedIn('administrator', '/settings/access-keys')
  await page.getByLabel('Name').fill(uniqueName())
  await page.getByRole('button', { name: 'Create access key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Access key' })
  const keyId = await dialog.getByLabel('AccessKeyId').inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.getByRole('button', { name: 'Close without copying' }).click()
  await link(page, 'Agent API').click()
  const example = page.getByLabel('Example: issue a code')
  await expect(example).toHaveValue(new RegExp(`accessKeyId: '${keyId}'`))
  await expect(example).toHaveValue(new RegExp(`endpoint: '${app.url}'`))
})
