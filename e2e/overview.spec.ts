import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { startConsole } from './support/console'
import { expect, test } from './support/fixtures'
import { signIn } from './support/outage'
import { addPerson } from './support/people'
import { createTestDatabase } from './support/test-database'

test('the first page counts codes and registrations, and leads to what it counts', async ({
  browser,
  provider,
}) => {
  const database = await createTestDatabase(provider)
  const app = await startConsole({ DATABASE_URL: database.url })
  const person = await addPerson(database, 'operator')
  await database.run(`INSERT INTO "Installation" (id, "setUpAt") VALUES ('console', $1)`, [
    new Date().toISOString(),
  ])
  const page = await browser.newPage({ baseURL: app.url })
  await signIn(page, person.email)
  await page.getByRole('link', { name: 'Overview' }).click()
  // The page that is left says so too.
  await expect(page).toHaveURL(`${app.url}/`)
  await expect(page.getByText('No activation codes yet')).toBeVisible()

  const nearly = await addCode(database, 5, 80 * 86_400, 'nearly')
  await addCode(database, 5, 3 * 86_400, 'soon')
  await addCode(database, 5, -60, 'over')
  const agent = await createAgent(app.url)
  for (let index = 0; index < 4; index++)
    await agent.register(nearly.code, { machineId: `m-${index}`, hostname: `host-${index}` })
  await database.run('UPDATE "AccessToken" SET count = 4 WHERE id = $1', [nearly.id])
  await agent.register(nearly.code, { machineId: 'late', hostname: 'host-late' })
  await database.run('UPDATE "AccessToken" SET count = 5 WHERE id = $1', [nearly.id])

  await page.reload()
  for (const [label, count] of [
    ['Active codes', '2'],
    ['Expire within 7 days', '1'],
    ['Nearly used up', '1'],
  ] as const)
    await expect(page.getByRole('region', { name: label })).toContainText(count)
  await page.getByText('The numbers of each day').click()
  const today = page
    .getByRole('table', { name: 'Registrations and refusals, last 30 days' })
    .getByRole('row')
    .nth(1)
  await expect(today.getByRole('cell')).toHaveText(['4', '1'])
  await expect(
    page.getByRole('table', { name: 'Latest registrations' }).getByRole('row'),
  ).toHaveCount(5)
  await expect(page.getByRole('table', { name: 'Latest refusals' })).toContainText('host-late')
  await page.getByRole('region', { name: 'Nearly used up' }).getByRole('link').click()
  await expect(page.getByText('1 activation code', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: nearly.id })).toBeVisible()
  await app.stop()
  await database.remove()
})
