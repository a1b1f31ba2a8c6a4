import { connect } from 'node:net'
import { addCode } from './support/codes'
import { expect, test, tokenTable, uniqueName } from './support/fixtures'
import { addPerson, addSession } from './support/people'

const searchBox = 'Search'

test('codes are found by name, description and ID, and the view can be shared', async ({
  signedIn,
  database,
}) => {
  const name = uniqueName()
  const { id } = await addCode(database, 5, 86_400, name)
  await addCode(database, 5, 86_400, uniqueName())
  const { page, context } = await signedIn('viewer')
  for (const term of [name.toUpperCase(), name.slice(6, 20), id, id.slice(3, 12)]) {
    await page.getByLabel(searchBox).fill(term)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`search=${encodeURIComponent(term)}`))
    await expect(page.getByText('1 activation code', { exact: true })).toBeVisible()
    await expect(tokenTable(page).getByRole('link', { name: id })).toBeVisible()
  }
  const copy = await context.newPage()
  await copy.goto(page.url())
  await expect(tokenTable(copy).getByRole('link', { name: id })).toBeVisible()
  await page.goBack()
  await expect(page.getByLabel(searchBox)).toHaveValue(id)
})

test('filters add up, stand in the URL, and Back takes the last one away', async ({
  signedIn,
  database,
}) => {
  const name = uniqueName()
  const soon = await addCode(database, 5, 3 * 86_400, `${name}-soon`)
  await addCode(database, 5, 80 * 86_400, `${name}-late`)
  const { id: expired } = await addCode(database, 5, -60, `${name}-expired`)
  const { page } = await signedIn('viewer', `/tokens?search=${name}`)
  await expect(tokenTable(page).getByRole('row')).toHaveCount(4)
  await page.getByLabel('Expires').selectOption('Within 7 days')
  await expect(tokenTable(page).getByRole('row')).toHaveCount(2)
  await expect(tokenTable(page).getByRole('link', { name: soon.id })).toBeVisible()
  await page.getByLabel('Usage').selectOption('Used')
  await expect(page.getByText('No activation code matches')).toBeVisible()
  await page.goBack()
  await expect(tokenTable(page).getByRole('row')).toHaveCount(2)
  await page.goBack()
  await page.getByLabel('Status').selectOption('Expired')
  await expect(tokenTable(page).getByRole('row')).toHaveCount(2)
  await expect(tokenTable(page).getByRole('link', { name: expired })).toBeVisible()
  await page.getByRole('link', { name: 'Show all activation codes' }).click()
  await expect(page).toHaveURL(/\/tokens$/)
})

test('a column orders the list, once more the other way round', async ({ signedIn, database }) => {
  const name = uniqueName()
  for (const [suffix, days] of [
    ['b', 1],
    ['c', 3],
    ['a', 2],
  ] as const)
    await addCode(database, 5, days * 86_400, `${name}-${suffix}`)
  const { page } = await signedIn('viewer', `/tokens?search=${name}`)
  const order = async () =>
    (
      await tokenTable(page)
        .getByText(new RegExp(`^${name}-.$`))
        .allTextContents()
    )
      .map((text) => text.slice(-1))
      .join('')
  for (const [column, first, second] of [
    ['Name', 'abc', 'cba'],
    ['Expires', 'bac', 'cab'],
  ] as const) {
    await tokenTable(page).getByRole('link', { name: column, exact: true }).click()
    await expect(tokenTable(page).getByRole('columnheader', { name: column })).toHaveAttribute(
      'aria-sort',
      'ascending',
    )
    await expect.poll(order).toBe(first)
    await tokenTable(page).getByRole('link', { name: column, exact: true }).click()
    await expect(tokenTable(page).getByRole('columnheader', { name: column })).toHaveAttribute(
      'aria-sort',
      'descending',
    )
    await expect.poll(order).toBe(second)
  }
})

test('pages lead there and back, in the size that was chosen', async ({ signedIn, database }) => {
  const name = uniqueName()
  for (let index = 0; index < 30; index++) await addCode(database, 5, 86_400, `${name}-${index}`)
  const { page } = await signedIn('viewer', `/tokens?search=${name}&size=25`)
  const ids = () => tokenTable(page).getByRole('link', { name: /^at-/ }).allTextContents()
  await expect(tokenTable(page).getByRole('row')).toHaveCount(26)
  const first = await ids()
  await page.getByRole('link', { name: 'Older →' }).click()
  await expect(tokenTable(page).getByRole('row')).toHaveCount(6)
  expect(first).not.toContain((await ids())[0])
  await page.getByRole('link', { name: '← Newer' }).click()
  await expect(tokenTable(page).getByRole('row')).toHaveCount(26)
  expect(await ids()).toEqual(first)
  await page.getByRole('link', { name: '100', exact: true }).click()
  await expect(tokenTable(page).getByRole('row')).toHaveCount(31)
})

test('a code that is searched never reaches the address', async ({ signedIn, app, database }) => {
  const { code } = await addCode(database, 5)
  const { page } = await signedIn('viewer')
  await page.getByLabel(searchBox).fill(code)
  await page.keyboard.press('Enter')
  await expect(page.getByText('This is an activation code')).toBeVisible()
  expect(page.url()).not.toContain(code)
  await page.getByRole('alert').getByRole('link', { name: 'Find a leaked code' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Find a leaked code' })).toBeVisible()
  await page.goto('/sources')
  await page.getByLabel(searchBox).fill(code)
  await page.keyboard.press('Enter')
  await expect(page.getByText('This is an activation code')).toBeVisible()
  expect(page.url()).not.toContain(code)
  for (const path of [`/audit?target=${code}`, `/tokens?status=active&search=${code}`]) {
    await page.goto(path)
    expect(page.url()).not.toContain(code)
    expect(await page.content()).not.toContain(code)
  }
  await expect(page.getByText('This is an activation code')).toBeVisible()
  await expect(page.getByLabel('Status')).toHaveValue('active')
  expect(app.output()).not.toContain(code)
})

test('what the list shows can be exported, without codes', async ({
  signedIn,
  database,
  playwright,
  app,
}) => {
  const name = uniqueName()
  const { code, id } = await addCode(database, 5, 86_400, name)
  await addCode(database, 5, 86_400, uniqueName())
  const { page } = await signedIn('viewer', `/tokens?search=${name}`)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('activation-codes.csv')
  const answer = await page.request.get(download.url())
  const lines = (await answer.text()).trim().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain(`${id},${name},,active,5,0,`)
  expect(await answer.text()).not.toContain(code)
  const stranger = await playwright.request.newContext()
  expect((await stranger.get(`${app.url}/api/export/tokens`)).status()).toBe(401)
  await stranger.dispose()
})

test('an export after the session has ended leads to sign-in, and back to the list', async ({
  signedIn,
  database,
}) => {
  const { page, person } = await signedIn('operator', '/audit?action=token.issued')
  await database.run('DELETE FROM "Session" WHERE "userId" = $1', [person.id])
  await page.getByRole('link', { name: 'Export CSV' }).click()
  await expect(page).toHaveURL(
    (url) =>
      url.pathname === '/sign-in' && url.searchParams.get('next')?.startsWith('/audit?') === true,
  )
})

test('to a proxy that speaks HTTP/1.0 an export has a length, by which it knows the end', async ({
  app,
  database,
}) => {
  const { name, value } = await addSession(database, await addPerson(database, 'operator'))
  const answer = await new Promise<string>((resolve) => {
    let received = ''
    const socket = connect(app.port, 'localhost', () =>
      socket.write(`GET /api/export/audit HTTP/1.0\r\nCookie: ${name}=${value}\r\n\r\n`),
    )
    socket.on('data', (chunk) => {
      received += chunk
    })
    socket.once('end', () => resolve(received))
  })
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.[01] 200 /)
  expect(head).not.toMatch(/transfer-encoding/i)
  expect(Number(/content-length: (\d+)/i.exec(head)?.[1])).toBe(Buffer.byteLength(body))
  // Excel takes it for UTF-8 by its first character.
  expect(body).toMatch(/^\uFEFFid,at,/)
})

test("lists and exports refuse a filter that can't be read", async ({ signedIn }) => {
  const { page } = await signedIn('viewer', '/audit?from=2026-02-30')
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing is shown' })).toContainText(
    "can't be read: from.",
  )
  await expect(page.getByRole('table')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Export CSV' })).toHaveCount(0)
  await page.goto('/tokens?status=lost&by=nobody!')
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing is shown' })).toContainText(
    'status, by',
  )
  await expect(page.getByRole('table')).toHaveCount(0)
  for (const [path, name] of [
    ['/api/export/tokens?status=lost', 'status'],
    ['/api/export/audit?action=token.lost', 'action'],
    ['/api/export/audit?to=soon', 'to'],
  ] as const) {
    const answer = await page.request.get(path)
    expect(answer.status(), path).toBe(400)
    expect(await answer.json()).toEqual({
      message: `The filter "${name}" can't be read. Nothing was exported.`,
    })
  }
  for (const filter of [
    'from=0000-01-01',
    'from=0001-01-01&to=9999-12-31',
    'to=9999-12-31',
    'from=9999-12-31',
  ]) {
    expect((await page.request.get(`/audit?${filter}`)).status(), filter).toBe(200)
    expect((await page.request.get(`/api/export/audit?${filter}`)).status(), filter).toBe(200)
  }
})
