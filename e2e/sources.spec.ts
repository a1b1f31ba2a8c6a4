import { spawn } from 'node:child_process'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { codeDialog, expect, issueCode, test, tokenTable, uniqueName } from './support/fixtures'

test('a machine that runs the script appears on both pages by itself', async ({
  signedIn,
  app,
}) => {
  const { page, context } = await signedIn('operator')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const name = uniqueName()
  const { code, id } = await issueCode(page, name)
  await codeDialog(page).getByRole('button', { name: 'Copy command' }).click()
  await expect(codeDialog(page).getByText('Copied')).toBeVisible()
  const command = await page.evaluate(() => navigator.clipboard.readText())
  expect(command).toBe(`curl -fsSLO ${app.url}/register.sh && sh register.sh --url ${app.url}`)
  expect(command).not.toContain(code)
  await codeDialog(page).getByRole('button', { name: 'Copy code', exact: true }).click()
  // Copying takes a moment, and a dialog of which nothing was copied asks first.
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(code)
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await tokenTable(page).getByRole('link', { name: id }).click()
  await expect(page.getByText('No source server has registered with this code yet.')).toBeVisible()
  const sources = await context.newPage()
  await sources.goto('/sources')

  const machineId = `machine-${name}`
  const script = spawn(
    'sh',
    [
      '-c',
      `curl -fsSL ${app.url}/register.sh -o "$0" && sh "$0" --url ${app.url} --machine-id ` +
        `${machineId}`,
      test.info().outputPath('register.sh'),
    ],
    { env: { ...process.env, ACTIVATION_KEY_FILE: test.info().outputPath('machine-key') } },
  )
  script.stdin.end(`${code}\n`)
  expect(await new Promise((resolve) => script.once('close', resolve))).toBe(0)

  await page.bringToFront()
  const ledger = page.getByRole('table', { name: 'Registrations' })
  await expect(ledger.getByRole('row')).toHaveCount(2)
  await expect(ledger.getByText('register.sh/1')).toBeVisible()
  await expect(page.getByText('1 of 100')).toBeVisible()
  await sources.bringToFront()
  await expect(
    sources
      .getByRole('table', { name: 'Source servers' })
      .getByRole('row')
      .filter({ hasText: name }),
  ).toHaveCount(1)
})

test('refused attempts stand on the page of the code, repeats in one row', async ({
  signedIn,
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 1)
  const agent = await createAgent(app.url)
  await agent.register(code, { machineId: `${id}-in`, hostname: 'host-in' })
  for (let attempt = 0; attempt < 3; attempt++)
    await agent.register(code, { machineId: `${id}-out`, hostname: 'host-out' })
  const { page } = await signedIn('viewer', `/tokens/${id}`)
  await expect(page.getByText('Used up', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Refusals 1' }).click()
  const row = page
    .getByRole('table', { name: 'Refused attempts' })
    .getByRole('row')
    .filter({ hasText: 'host-out' })
  await expect(row).toHaveCount(1)
  await expect(row.getByRole('rowheader')).toContainText('host-out')
  await expect(row.getByRole('cell')).toContainText(['Code was used up', '198.51.100.1', '3'])
  await page.getByRole('link', { name: 'Registrations 1' }).click()
  await page.getByRole('link', { name: 'host-in' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'host-in' })).toBeVisible()
  await expect(
    page.getByRole('table', { name: 'Registrations' }).getByRole('link', { name: id }),
  ).toBeVisible()
})

test('source servers are found by name, host name, address and ID', async ({
  signedIn,
  app,
  database,
}) => {
  const { code } = await addCode(database, 10)
  const agent = await createAgent(app.url)
  const unique = uniqueName()
  const { body } = await agent.register(code, {
    machineId: `m-${unique}`,
    hostname: `Host-${unique}`,
    ipAddresses: ['203.0.113.77'],
  })
  await agent.register(code, { machineId: `odd-${unique}`, hostname: `a%b_c\\d-${unique}` })
  const { page } = await signedIn('operator', '/sources')
  for (const term of [
    `host-${unique.toUpperCase()}`,
    `m-${unique}`,
    String(body.sourceId),
    '203.0.113.77',
  ]) {
    await page.getByLabel('Search').fill(term)
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page).toHaveURL(new RegExp(`search=${encodeURIComponent(term)}`))
    await expect(page.getByRole('link', { name: `Host-${unique}` })).toBeVisible()
  }
  for (const term of ['a%b_c\\d', '%', '_']) {
    await page.goto(`/sources?search=${encodeURIComponent(term)}`)
    await expect(page.getByRole('link', { name: `a%b_c\\d-${unique}` })).toBeVisible()
    await expect(page.getByRole('link', { name: `Host-${unique}` })).toHaveCount(0)
  }
  await page.getByLabel('Search').fill('no-such-machine')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No source server matches')).toBeVisible()
  await page.getByRole('link', { name: 'Show all source servers' }).click()
  await expect(page.getByRole('table', { name: 'Source servers' })).toBeVisible()
})

test('source servers are narrowed to a code, by its name or its ID', async ({
  signedIn,
  app,
  database,
}) => {
  const name = uniqueName()
  const agent = await createAgent(app.url)
  const named = await addCode(database, 5, 86_400, name)
  const other = await addCode(database, 5)
  await agent.register(named.code, { machineId: `in-${name}`, hostname: `in-${name}` })
  // Its host name has the name of the code, so a search alone finds it too.
  await agent.register(other.code, { machineId: `out-${name}`, hostname: `out-${name}` })
  const { page } = await signedIn('viewer', '/sources')
  const rows = page.getByRole('table', { name: 'Source servers' }).getByRole('row')
  for (const text of [name, named.id]) {
    await page.getByLabel('Code', { exact: true }).fill(text)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`/sources?code=${text}`)
    await expect(rows).toHaveCount(2)
    await expect(rows.last()).toContainText(`in-${name}`)
    await expect(page.getByText('1 source server', { exact: true })).toBeVisible()
    await expect(
      rows
        .last()
        .getByText(/\d\d:\d\d:\d\d UTC/)
        .last(),
    ).toBeVisible()
  }
  await page.getByLabel('Search').fill(name)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/sources?code=${named.id}&search=${name}`)
  await expect(rows.last()).toContainText(`in-${name}`)
  await expect(rows).toHaveCount(2)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  const file = await (await page.request.get((await downloading).url())).text()
  expect(file.trim().split('\r\n')).toHaveLength(2)
  expect(file).toContain(`in-${name}`)
  await page.getByLabel('Platform').selectOption('Windows')
  await expect(page.getByText('0 source servers', { exact: true })).toBeVisible()
  await page.getByLabel('Platform').selectOption('Any')
  // A code has no place in the address, nor most of one.
  await page.getByLabel('Code', { exact: true }).fill(named.code.toUpperCase())
  await page.keyboard.press('Enter')
  await expect(page.getByText('This is an activation code')).toBeVisible()
  expect(page.url().toUpperCase()).not.toContain(named.code.toUpperCase())
  await page.getByLabel('Code', { exact: true }).fill(named.code)
  await page.keyboard.press('Enter')
  await expect(page.getByText('This is an activation code')).toBeVisible()
  expect(page.url()).not.toContain(named.code)
})

test('an operator renames and deletes a source server; registering again brings it back', async ({
  signedIn,
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 10)
  const agent = await createAgent(app.url)
  const machine = { machineId: `m-${id}`, hostname: `h-${id}` }
  const { body } = await agent.register(code, machine)
  const { page } = await signedIn('operator', `/sources/${body.sourceId}`)
  const renamed = `Renamed ${id}`
  await page.getByLabel('Name').fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Enter a name.')).toBeVisible()
  await page.getByLabel('Name').fill(renamed)
  await page.getByLabel('Description').fill('Rack 12')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name: renamed })).toBeVisible()

  await page.getByRole('button', { name: 'Delete source server' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete this source server?' })
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await expect(dialog).toContainText(renamed)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(/\/sources$/)
  await expect(page.getByText(renamed)).toHaveCount(0)
  const events = await database.run(
    'SELECT action FROM "AuditEvent" WHERE target = $1 ORDER BY at',
    [body.sourceId],
  )
  expect(events.map((event) => event.action)).toEqual(['source.changed', 'source.deleted'])

  expect((await agent.register(code, machine)).body).toMatchObject({
    sourceId: body.sourceId,
    registeredCount: 1,
  })
  await page.goto(`/sources/${body.sourceId}`)
  await expect(page.getByRole('heading', { level: 1, name: renamed })).toBeVisible()
})

test('a viewer sees source servers and can not change them', async ({
  signedIn,
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 10)
  const { body } = await (await createAgent(app.url)).register(code, {
    machineId: `v-${id}`,
    hostname: `v-${id}`,
  })
  const { page } = await signedIn('viewer', `/sources/${body.sourceId}`)
  await expect(page.getByRole('heading', { level: 1, name: `v-${id}` })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Delete source server' })).toHaveCount(0)
})

test('what does not exist is said so', async ({ signedIn }) => {
  const { page } = await signedIn('viewer')
  for (const path of [
    '/tokens/at-00000000000000000000',
    '/sources/s-00000000000000000000',
    '/sources/x',
    '/tokens/%F0%9F',
  ]) {
    const response = await page.goto(path)
    expect(response?.status(), path).toBeLessThan(500)
    expect(response?.status(), path).toBeGreaterThanOrEqual(400)
  }
})

test('deleted source servers, and those that may register anew, are shown when asked for', async ({
  signedIn,
  app,
  database,
}) => {
  const { code, id } = await addCode(database, 5)
  const agent = await createAgent(app.url)
  const ids: string[] = []
  for (const host of ['stays', 'goes', 'anew']) {
    const machine = { machineId: `${id}-${host}`, hostname: `${host}-${id}` }
    ids.push(String((await agent.register(code, machine)).body.sourceId))
  }
  const { page } = await signedIn('operator', `/sources/${ids[1]}`)
  await page.getByRole('button', { name: 'Delete source server' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(/\/sources$/)
  await expect(page.getByText(`goes-${id} was deleted.`)).toBeVisible()
  await page.goto(`/sources/${ids[2]}`)
  await page.getByRole('button', { name: 'Let it register anew' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Let it register' }).click()
  await expect(page.getByText(`anew-${id} may register anew.`)).toBeVisible()

  await page.goto(`/sources?code=${id}`)
  const names = page.getByRole('table', { name: 'Source servers' }).getByRole('rowheader')
  await expect(names).toHaveText([new RegExp(`^anew-${id}May register anew`), `stays-${id}`])
  await page.getByLabel('State').selectOption('May register anew')
  await expect(page).toHaveURL(/state=open/)
  await expect(names).toHaveCount(1)
  await page.getByLabel('State').selectOption('Deleted')
  await expect(names).toHaveText([new RegExp(`^goes-${id}.*Deleted`)])
  await expect(page.getByText('1 source server', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: `goes-${id}` })).toHaveCount(0)
  const href = await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href')
  const csv = await (await page.request.get(href ?? '')).text()
  expect(csv.trim().split(/\r?\n/)).toHaveLength(2)
  await page.getByRole('link', { name: 'by whom' }).click()
  await expect(page.getByRole('cell', { name: 'Deleted source server' })).toBeVisible()
  expect(csv).toMatch(/,deletedAt\r?\n.*goes-.*,20\d\d-[^,]*Z\r?$/m)
})
