import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { expect, test, uniqueName } from './support/fixtures'

const table = { name: 'Refusals' }

test('an attempt with an unknown or mistyped code is found by host, never with the code', async ({
  signedIn,
  app,
  database,
}) => {
  const agent = await createAgent(app.url, '198.51.100.61')
  const host = `lost-${uniqueName()}`
  // Of the form of a code, with a wrong checksum; and one that is none at all.
  const mistyped = `act${'A'.repeat(29)}`
  for (let attempt = 0; attempt < 3; attempt++)
    await agent.register(mistyped, { machineId: `m-${host}`, hostname: host })
  const { page } = await signedIn('viewer', `/refusals?search=${host}`)
  const row = page.getByRole('table', table).getByRole('row').filter({ hasText: host })
  await expect(row).toContainText('Mistyped code')
  await expect(row).toContainText('198.51.100.61')
  await expect(row.getByRole('cell', { name: '3', exact: true })).toBeVisible()
  expect(await database.dump()).not.toContain(mistyped)
})

test('refusals are found by host, machine, address and code, and by reason and day', async ({
  signedIn,
  app,
  database,
}) => {
  const name = uniqueName()
  const { code, id } = await addCode(database, 1, 86_400, name)
  const agent = await createAgent(app.url, '198.51.100.62')
  await agent.register(code, { machineId: `${id}-in`, hostname: 'in' })
  await agent.register(code, { machineId: `${id}-out`, hostname: `Mail-${name}` })
  const { page } = await signedIn('viewer', '/refusals')
  const rows = page.getByRole('table', table).getByRole('row')
  for (const search of [`mail-${name}`, `${id}-out`, id, name.slice(5)]) {
    await page.getByLabel('Search').fill(search)
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`search=${search}`))
    await expect(rows).toHaveCount(2)
    await expect(rows.last()).toContainText('Code was used up')
    await expect(page.getByText('1 refusal', { exact: true })).toBeVisible()
  }
  await expect(
    rows
      .last()
      .getByText(/\d\d:\d\d:\d\d UTC/)
      .last(),
  ).toBeVisible()
  await page.getByLabel('Reason').selectOption('Code had expired')
  await expect(page.getByText('No refusal matches.')).toBeVisible()
  await page.getByLabel('Reason').selectOption('Code was used up')
  await expect(rows).toHaveCount(2)
  await page.getByLabel('To (UTC)').fill('2020-01-01')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No refusal matches.')).toBeVisible()
  await page.getByRole('link', { name: 'Show all' }).click()
  await expect(page).toHaveURL(/\/refusals$/)

  await page.goto(`/refusals?search=${name}`)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  const file = await (await page.request.get((await downloading).url())).text()
  expect(file.trim().split('\r\n')).toHaveLength(2)
  expect(file).toContain(`Mail-${name}`)
})

test('a day counts as soon as it is chosen, and what is typed meanwhile stays', async ({
  signedIn,
}) => {
  const { page } = await signedIn('viewer', '/refusals')
  await page.getByLabel('From (UTC)').fill('2026-01-05')
  await page.getByLabel('To (UTC)').fill('2026-01-09')
  await expect(page).toHaveURL('/refusals?from=2026-01-05&to=2026-01-09')
  await expect(page.getByLabel('From (UTC)')).toHaveValue('2026-01-05')
  await expect(page.getByLabel('To (UTC)')).toHaveValue('2026-01-09')
  await page.getByLabel('To (UTC)').fill('2026-01-04')
  await expect(page.getByText('To must not be before From.')).toBeVisible()
  const tops = await Promise.all(
    ['From (UTC)', 'To (UTC)'].map(async (day) => (await page.getByLabel(day).boundingBox())?.y),
  )
  expect(tops[0]).toBe(tops[1])
  await expect(page).toHaveURL('/refusals?from=2026-01-05&to=2026-01-09')
  // A year that is being typed is none yet.
  await page.getByLabel('To (UTC)').fill('0202-01-09')
  await page.getByLabel('To (UTC)').fill('2026-02-09')
  await expect(page).toHaveURL('/refusals?from=2026-01-05&to=2026-02-09')
  await expect(page.getByText('To must not be before From.')).toBeHidden()
  await page.getByLabel('From (UTC)').fill('')
  await expect(page).toHaveURL('/refusals?to=2026-02-09')
  // Right after a day: what was chosen before does not come back.
  await page.getByLabel('To (UTC)').fill('2026-03-09')
  await page.getByRole('link', { name: 'Show all' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/refusals')
  await expect(page.getByRole('main')).toBeFocused()
})

test('filters that can not be read show nothing, here and in the export', async ({ signedIn }) => {
  const { page } = await signedIn('viewer', '/refusals?reason=bad&from=2026-02-30')
  await expect(page.getByText("can't be read: reason, from")).toBeVisible()
  const answer = await page.request.get('/api/export/refusals?reason=bad')
  expect(answer.status()).toBe(400)
})

test('an activation code in the search does not get into the address', async ({
  signedIn,
  database,
}) => {
  const { code } = await addCode(database, 1)
  const { page } = await signedIn('viewer', '/refusals')
  await page.getByLabel('Search').fill(code)
  await page.keyboard.press('Enter')
  await expect(page.getByText('This is an activation code')).toBeVisible()
  expect(page.url()).not.toContain(code)
})

test('lists, exports and what dialogs ask are for nobody without a session', async ({
  visitor,
  database,
}) => {
  const { id } = await addCode(database, 1, 86_400, 'secret-wave')
  const page = await visitor()
  for (const path of [
    '/api/namesakes?name=secret-wave',
    `/api/tokens/${id}/progress`,
    '/api/export/refusals',
    '/api/export/sources',
    `/api/export/registrations?code=${id}`,
  ])
    expect((await page.request.get(path)).status(), path).toBe(401)
  for (const path of ['/refusals', '/about', '/tokens/new', `/tokens/${id}/refusals`]) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/sign-in\?next=/)
  }
})
