import type { Page } from '@playwright/test'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { expect, test, tokenTable, uniqueName } from './support/fixtures'

/** Holds back what the server renders until it is let go: a slow line, without waiting for one. */
async function slowLine(page: Page): Promise<() => Promise<void>> {
  let letGo = () => {}
  const free = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(
    (url) => url.searchParams.has('_rsc'),
    async (route) => {
      await free
      await route.continue().catch(() => {}) // the router gives up what is no longer wanted
    },
  )
  return async () => {
    letGo()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  }
}

test('of choices made faster than the server answers none is lost', async ({
  signedIn,
  database,
}) => {
  const name = uniqueName()
  const wanted = await addCode(database, 5, 3 * 86_400, `${name}-soon`)
  await addCode(database, 5, 80 * 86_400, `${name}-late`)
  const { page } = await signedIn('viewer', '/tokens')
  const letGo = await slowLine(page)
  await page.getByLabel('Expires').selectOption('Within 7 days')
  await page.getByLabel('Status').selectOption('Active')
  await expect(page.getByLabel('Expires')).toHaveValue('7')
  await page.getByLabel('Search').fill(name)
  await page.getByRole('button', { name: 'Search' }).click()
  await tokenTable(page).getByRole('link', { name: 'Name', exact: true }).click()
  await page
    .getByRole('navigation', { name: 'Codes on a page' })
    .getByRole('link', { name: '25' })
    .click()
  await letGo()
  await expect(page).toHaveURL(/search=/)
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    search: name,
    status: 'active',
    expires: '7',
    sort: 'name',
    size: '25',
  })
  await expect(tokenTable(page).getByRole('row')).toHaveCount(2)
  await expect(tokenTable(page).getByRole('link', { name: wanted.id })).toBeVisible()
})

test('a choice right after Back is made from where Back leads', async ({ signedIn, database }) => {
  const name = uniqueName()
  await addCode(database, 5, 3 * 86_400, `${name}-a`)
  const { page } = await signedIn('viewer', `/tokens?search=${name}`)
  await expect(tokenTable(page).getByRole('row')).toHaveCount(2)
  await page.getByLabel('Usage').selectOption('Used')
  await expect(page.getByText('No activation code matches')).toBeVisible()
  const letGo = await slowLine(page)
  await page.evaluate(() => history.back())
  await page.waitForURL((url) => !url.searchParams.has('used'))
  await page.getByLabel('Status').selectOption('Active')
  await letGo()
  await expect(page).toHaveURL(`/tokens?search=${name}&status=active`)
  await expect(tokenTable(page).getByRole('row')).toHaveCount(2)
})

test('the audit and the source servers keep quick choices too', async ({
  signedIn,
  database,
  app,
}) => {
  const { page, person } = await signedIn('operator', '/audit', { by: 'password' })
  await expect(page.getByLabel('Who')).toBeEnabled()
  let letGo = await slowLine(page)
  await page.getByLabel('Who').selectOption(person.name)
  await page.getByLabel('What').selectOption('Signed in')
  await letGo()
  await expect(page).toHaveURL(`/audit?actor=${person.id}&action=session.started`)
  await expect(page.getByRole('table', { name: 'Audit' }).getByRole('row')).toHaveCount(2)

  const agent = await createAgent(app.url, '198.51.100.90')
  const { code } = await addCode(database, 60)
  const unique = uniqueName()
  for (let index = 0; index < 51; index++)
    await agent.register(code, { machineId: `${unique}-${index}`, hostname: unique })
  await page.goto('/sources')
  await expect(page.getByLabel('Search')).toBeEnabled()
  letGo = await slowLine(page)
  await page.getByLabel('Search').fill(unique)
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('link', { name: 'Older →' }).click()
  await letGo()
  await expect(page.getByRole('table', { name: 'Source servers' }).getByRole('row')).toHaveCount(51)
  await expect(page).toHaveURL(`/sources?search=${unique}`)
  await page.getByRole('link', { name: 'Older →' }).click()
  await expect(page.getByRole('table', { name: 'Source servers' }).getByRole('row')).toHaveCount(2)
})

test('the lists of a code have pages, under addresses of their own', async ({
  signedIn,
  database,
  app,
}) => {
  const agent = await createAgent(app.url, '198.51.100.91')
  const { code, id } = await addCode(database, 51)
  const hosts = Array.from({ length: 51 }, (_, index) => ({
    machineId: `${id}-${index}`,
    hostname: `in-${index}`,
  }))
  for (const host of hosts) await agent.register(code, host)
  for (const host of hosts)
    await agent.register(code, { machineId: `out-${host.machineId}`, hostname: 'out' })
  const { page } = await signedIn('viewer', `/tokens/${id}`)
  await expect(page.getByText('51 registrations')).toBeVisible()
  await page.getByRole('link', { name: 'Older →' }).click()
  await expect(page.getByRole('table', { name: 'Registrations' }).getByRole('row')).toHaveCount(2)
  await page.getByRole('link', { name: 'Refusals 51' }).click()
  await expect(page).toHaveURL(new RegExp(`/tokens/${id}/refusals$`))
  await page.getByRole('link', { name: 'Older →' }).click()
  await expect(page.getByRole('table', { name: 'Refused attempts' }).getByRole('row')).toHaveCount(
    2,
  )
})
