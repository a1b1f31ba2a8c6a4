import { expectAccessible } from './support/accessible'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { codeDialog, expect, issueForm, test, uniqueName } from './support/fixtures'
import { chooseFile, csv, headline, makeWave } from './support/waves'

const DAY = 86_400

test('who came, who is missing and why: the page alone says it while it happens', async ({
  signedIn,
  app,
  database,
}) => {
  test.slow()
  const { page } = await signedIn('operator', '/waves')
  const mark = uniqueName().slice(5, 15)
  const hosts = Array.from({ length: 5 }, (_, index) => `host-${mark}-${index}.example.com`)
  const name = `wave-${mark}`
  await makeWave(page, name, hosts)
  await expect(headline(page)).toHaveText('0 of 5 in; 5 missing: 5 never tried')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Issue a code for it' }).click()
  const form = page.getByRole('dialog', { name: 'Issue an activation code' })
  await expect(form.getByLabel('Name')).toHaveValue(name)
  await expect(form.getByLabel('Count')).toHaveValue('5')
  await expect(form.getByLabel('Wave')).toContainText(name)
  await form.getByRole('button', { name: 'Issue code' }).click()
  const code = await codeDialog(page).getByLabel('Activation code', { exact: true }).inputValue()
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()

  const agent = await createAgent(app.url)
  const machine = (hostname: string) => ({ machineId: `m-${hostname}`, hostname })
  const expired = await addCode(database, 5, -DAY)
  await agent.register(expired.code, machine(hosts[3] ?? ''))
  await agent.register(code, machine(hosts[0] ?? ''))
  // In another case and without its domain, it is the same host.
  await agent.register(code, machine(`HOST-${mark}-1`))
  await agent.register(code, machine(`nobody-${mark}`))
  await expect(headline(page)).toHaveText(
    '2 of 5 in; 3 missing: 2 never tried, 1 refused (1 expired); 1 came that nobody planned',
  )
  const missing = page.getByRole('table', { name: 'Missing' })
  await expect(missing.getByRole('row')).toHaveCount(4)
  await expect(missing.getByRole('row', { name: hosts[3] })).toContainText('Code had expired')
  await expect(missing.getByRole('row', { name: hosts[2] })).toContainText('Never tried')

  await page.getByRole('link', { name: /^Registered/ }).click()
  const registered = page.getByRole('table', { name: 'Registered' })
  await expect(registered.getByRole('row', { name: hosts[1] })).toContainText('known by its short')
  await page.getByRole('link', { name: /^Unexpected/ }).click()
  const unexpected = page.getByRole('table', { name: 'Unexpected' })
  await expect(unexpected.getByRole('row', { name: `nobody-${mark}` })).toContainText(
    'Not on the list',
  )
  await expectAccessible(page)

  // It was renamed: somebody says which host it is, and that stands.
  await unexpected.getByRole('button', { name: `Actions for nobody-${mark}` }).click()
  await page.getByRole('menuitem', { name: 'Say which host it is' }).click()
  const dialog = page.getByRole('dialog', { name: 'Say which host it is' })
  await dialog.getByLabel('Host', { exact: true }).selectOption(hosts[4] ?? '')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Decide' }).click()
  await expect(page.getByText(`nobody-${mark} is ${hosts[4]}.`)).toBeVisible()
  await expect(headline(page)).toContainText('3 of 5 in; 2 missing')

  await page.getByRole('link', { name: /^Missing/ }).click()
  await missing.getByRole('button', { name: `Actions for ${hosts[2]}` }).click()
  await page.getByRole('menuitem', { name: 'Waive' }).click()
  const waive = page.getByRole('dialog', { name: 'Waive a host' })
  await waive.getByLabel('Why').fill('switched off last week')
  await waive.getByRole('button', { name: 'Waive' }).click()
  await expect(headline(page)).toHaveText('3 of 5 in; 1 missing: 1 refused (1 expired); 1 waived')
  await page.getByRole('link', { name: /^Waived/ }).click()
  await expect(page.getByText('switched off last week')).toBeVisible()
  await page.getByRole('link', { name: /^History/ }).click()
  await expect(page.getByRole('table', { name: 'History' })).toContainText('Waived expected hosts')
  await page
    .getByRole('navigation', { name: 'Of this wave' })
    .getByRole('link', { name: /^Codes/ })
    .click()
  await expect(page.getByRole('table', { name: 'Codes' })).toContainText(`3 of 5`)
  await page.getByRole('link', { name: 'Full screen' }).click()
  await expect(page.getByText('of 5 in', { exact: true })).toBeVisible()
  await expectAccessible(page)
})

test.describe('a file of each tool becomes a wave in two clicks after choosing it', () => {
  const FILES: [tool: string, text: (mark: string) => string, wave: (mark: string) => string][] = [
    [
      'AWS Application Migration Service',
      (mark) =>
        'mgn:account-id,mgn:region,mgn:wave:name,mgn:app:name,mgn:server:user-provided-id,' +
        'mgn:server:platform,mgn:server:fqdn-for-action-framework\n' +
        `1,eu-west-1,mgn-${mark},erp,id-${mark},Linux,erp-${mark}.example.com\n`,
      (mark) => `mgn-${mark}`,
    ],
    [
      'AWS Migration Factory',
      (mark) =>
        'wave_name,app_name,server_name,server_fqdn,server_os_family\n' +
        `cmf-${mark},crm,crm-${mark},crm-${mark}.example.com,linux\n`,
      (mark) => `cmf-${mark}`,
    ],
    [
      'Azure Migrate',
      (mark) =>
        'Server name,IP address,Cores,Memory (In MB),OS name\n' +
        `azure-${mark},10.9.8.7,4,8192,Ubuntu 22.04\n`,
      (mark) => `inventory-${mark}`,
    ],
  ]
  for (const [tool, text, wave] of FILES) {
    test(tool, async ({ signedIn }) => {
      const { page } = await signedIn('operator', '/waves/new')
      const mark = uniqueName().slice(5, 15)
      await chooseFile(page, csv(`inventory-${mark}.csv`, text(mark)))
      await expect(page.getByText(`It is a file of ${tool}.`)).toBeVisible()
      await expect(page.getByText('1 new')).toBeVisible()
      await page.getByRole('button', { name: 'Make wave with 1 host' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(wave(mark))
      await expect(headline(page)).toContainText('0 of 1 in')
    })
  }
})

test('a list is looked at first; the same again, or its export, changes nothing', async ({
  signedIn,
}) => {
  const { page } = await signedIn('operator', '/waves')
  const mark = uniqueName().slice(5, 15)
  await makeWave(page, `other-${mark}`, [`shared-${mark}`])
  const id = await makeWave(page, `wave-${mark}`, [`web-${mark}`])
  await page.goto(`/waves/${id}/list`)
  const file =
    'hostname;owner;note\r\n' +
    `web-${mark};Ada;"two\r\nlines"\r\n` +
    `db-${mark};;=1+1\r\n` +
    `DB-${mark};Bob;\r\n` +
    `shared-${mark};;\r\n` +
    ';nobody;\r\n' +
    'two words;;\r\n'
  await chooseFile(page, csv('list.csv', Buffer.from(`\uFEFF${file}`, 'utf16le')))
  const preview = page.getByRole('region', { name: 'What this list would change' })
  for (const told of ['2 new', '1 changed', '1 twice in the file', '2 unreadable'])
    await expect(preview.getByText(told)).toBeVisible()
  await expect(preview.getByRole('row', { name: `web-${mark}` })).toContainText('owner, note')
  await expect(preview.getByRole('table')).toContainText('Left out: row 3 names it already')
  await expect(preview.getByRole('row', { name: 'two words' })).toContainText('has no blanks')
  await expect(preview.getByRole('row', { name: `shared-${mark}` })).toContainText(
    `expected in other-${mark} too`,
  )
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Put in 3' }).click()
  await expect(page.getByText(`wave-${mark}: 2 added, 1 changed.`)).toBeVisible()
  await expect(headline(page)).toContainText('0 of 3 in')

  const [exported, names] = await Promise.all([
    page.request.get(`/api/export/hosts?wave=${id}`),
    page.request.get(`/api/export/hosts?wave=${id}&state=missing&format=list`),
  ])
  expect(await names.text()).toBe(`db-${mark}\nshared-${mark}\nweb-${mark}\n`)
  for (const again of [Buffer.from(file), await exported.body()]) {
    await page.goto(`/waves/${id}/list`)
    await chooseFile(page, csv('again.csv', again))
    await expect(preview.getByText('3 unchanged')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Put in', exact: true })).toBeDisabled()
  }
})

test('columns that nobody knows are said by hand', async ({ signedIn }) => {
  const { page } = await signedIn('operator', '/waves/new')
  const mark = uniqueName().slice(5, 15)
  await page.getByLabel('File with a list').setInputFiles(csv('x.csv', `a,b\nx,hand-${mark}\n`))
  await page.getByLabel('Meaning of b').selectOption('Host name')
  await expect(page.getByText('1 new')).toBeVisible()
  await expectAccessible(page)
})

test('a wave that takes only its hosts refuses others, and takes no use', async ({
  signedIn,
  app,
}) => {
  const { page } = await signedIn('operator', '/waves')
  const mark = uniqueName().slice(5, 15)
  await makeWave(page, `strict-${mark}`, [`yes-${mark}.example.com`])
  await page.getByRole('button', { name: `Actions for strict-${mark}` }).click()
  await page.getByRole('menuitem', { name: 'Change' }).click()
  const edit = page.getByRole('dialog', { name: 'Change wave' })
  await edit.getByLabel('Only expected hosts').check()
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('only the hosts on its list')).toBeVisible()
  await page.getByRole('button', { name: 'Issue a code for it' }).click()
  const form = page.getByRole('dialog', { name: 'Issue an activation code' })
  await form.getByRole('button', { name: 'Issue code' }).click()
  const code = await codeDialog(page).getByLabel('Activation code', { exact: true }).inputValue()
  const agent = await createAgent(app.url)
  const stranger = { machineId: `no-${mark}`, hostname: `no-${mark}` }
  const refused = await agent.register(code, stranger)
  expect([refused.status, refused.body.code]).toEqual([403, 'host_not_expected'])
  const ask = (hostname: string) =>
    fetch(`${app.url}/api/v1/activation-code`, {
      method: 'POST',
      headers: { authorization: `Bearer ${code}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...stranger, hostname }),
    })
  expect((await ask(`no-${mark}`)).status).toBe(403)
  const asked = await ask(`YES-${mark}`)
  expect(await asked.json()).toMatchObject({ status: 'active', registeredCount: 0 })
  const taken = await agent.register(code, { ...stranger, hostname: `yes-${mark}` })
  expect([taken.status, taken.body.registeredCount]).toEqual([201, 1])
  await page.goto(`/refusals?search=no-${mark}`)
  await expect(page.getByRole('table')).toContainText("Not on the wave's list")
})

test('a code moves between waves with its machines, and a viewer only looks', async ({
  signedIn,
  app,
}) => {
  const { page } = await signedIn('operator', '/waves')
  const mark = uniqueName().slice(5, 15)
  await makeWave(page, `from-${mark}`, [])
  const to = await makeWave(page, `to-${mark}`, [`moved-${mark}`])
  await page.goto('/tokens/new')
  await issueForm(page).getByLabel('Name').fill(`code-${mark}`)
  await issueForm(page).getByLabel('Wave').selectOption(`from-${mark}`)
  await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
  const code = await codeDialog(page).getByLabel('Activation code', { exact: true }).inputValue()
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  const agent = await createAgent(app.url)
  const { body } = await agent.register(code, {
    machineId: `moved-${mark}`,
    hostname: `moved-${mark}`,
  })
  await page.goto(`/tokens/${body.accessTokenId}`)
  await page.getByLabel('Wave of this code').selectOption(`to-${mark}`)
  await page.getByRole('button', { name: 'Move' }).click()
  await expect(page.getByText(`This code belongs to to-${mark} now.`)).toBeVisible()
  await page.goto(`/sources/${body.sourceId}`)
  await expect(page.getByText(`to-${mark} as moved-${mark}`)).toBeVisible()

  const viewer = (await signedIn('viewer', `/waves/${to}/registered`)).page
  await expect(headline(viewer)).toHaveText('1 of 1 in')
  await expect(viewer.getByRole('table', { name: 'Registered' })).toContainText(`moved-${mark}`)
  await expect(viewer.getByRole('button', { name: /^Actions for/ })).toHaveCount(0)
  await viewer.goto('/waves')
  await expect(viewer.getByRole('link', { name: 'New wave' })).toHaveCount(0)
})

test('at no width do the pages of a wave scroll sideways', async ({ signedIn, app, database }) => {
  test.slow()
  const { page } = await signedIn('operator', '/waves')
  const mark = uniqueName().slice(5, 15)
  const long = `${'very-long-name-'.repeat(7)}${mark}`
  const id = await makeWave(page, long, [`${'h'.repeat(200)}${mark}`, `two-${mark}`])
  const { code, id: tokenId } = await addCode(database, 5, DAY, long)
  await database.run('UPDATE "AccessToken" SET "waveId" = $1 WHERE id = $2', [id, tokenId])
  const agent = await createAgent(app.url)
  for (const hostname of [`two-${mark}`, 'x'.repeat(200)])
    await agent.register(code, { machineId: `${hostname.slice(0, 9)}-${mark}`, hostname })
  const faults: string[] = []
  const tabs = ['', '/registered', '/unexpected', '/waived', '/codes', '/history', '/list', '/wall']
  for (const tab of tabs) {
    await page.goto(`/waves/${id}${tab}`)
    for (const width of [320, 360, 768, 1024, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 })
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      )
      if (over > 0) faults.push(`${tab || '/'} at ${width}: ${over} pixels`)
    }
  }
  expect(faults).toEqual([])
})

test('a wave is closed and opened again, shortened and deleted; its codes stay', async ({
  signedIn,
  database,
}) => {
  const { page } = await signedIn('operator', '/waves')
  const name = `ended-${uniqueName().slice(5, 15)}`
  const id = await makeWave(page, name, [`one-${name}`, `two-${name}`])
  const { id: tokenId } = await addCode(database, 5)
  await database.run('UPDATE "AccessToken" SET "waveId" = $1 WHERE id = $2', [id, tokenId])
  const choose = async (item: string) => {
    await page.getByRole('button', { name: `Actions for ${name}` }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose('Close')
  await expect(page.getByText(`${name} was closed.`)).toBeVisible()
  await page.goto('/waves?state=closed')
  await expect(page.getByRole('row', { name })).toContainText('Closed')
  await page.goto(`/waves/${id}`)
  await choose('Reopen')
  await expect(page.getByText(`${name} was reopened.`)).toBeVisible()

  await page.getByRole('button', { name: `Actions for one-${name}` }).click()
  await page.getByRole('menuitem', { name: 'Remove from the list' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(headline(page)).toHaveText('0 of 1 in; 1 missing: 1 never tried')

  await choose('Delete')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(/\/waves$/)
  expect((await page.request.get(`/waves/${id}`)).status()).toBe(404)
  const [token] = await database.run('SELECT "waveId" FROM "AccessToken" WHERE id = $1', [tokenId])
  expect(token?.waveId).toBeNull()
})
