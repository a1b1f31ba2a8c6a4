import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { codeDialog, expect, test, uniqueName } from './support/fixtures'

test('a pasted code is recognised with who used it, and stopped there', async ({
  signedIn,
  database,
  app,
}) => {
  const name = uniqueName()
  const { code, id } = await addCode(database, 5, 86_400, name)
  await (await createAgent(app.url)).register(code, {
    machineId: `m-${id}`,
    hostname: `host-${id}`,
  })
  const { page } = await signedIn('operator', '/tokens/find')
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  await page
    .getByLabel('Code, log or text')
    .fill(`Nov 25 10:00:00 host sh[1]: Bearer ${code}; retry`)
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await expect(page.getByText('1 activation code found')).toBeVisible()
  await expect(page.getByRole('link', { name: `${name} (${id})` })).toBeVisible()
  await expect(page.getByText('Active', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: `host-${id}` })).toBeVisible()
  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByText('It is disabled: nobody can register with it')).toBeVisible()
  await expect(page.getByText('Disabled', { exact: true })).toBeVisible()
  expect(
    (await (await createAgent(app.url)).register(code, { machineId: `l-${id}`, hostname: 'late' }))
      .status,
  ).toBe(403)

  await page.getByRole('button', { name: 'Replace code' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Replace code' }).click()
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  await expect(page.getByText('This was its code until it was replaced')).toBeVisible()
  expect(addresses.join('\n')).not.toContain(code)
  expect(app.output()).not.toContain(code)
  expect(await database.dump()).not.toContain(code)
})

test('servers that registered before the chosen time are left out', async ({
  signedIn,
  database,
  app,
}) => {
  const { code, id } = await addCode(database, 5, 86_400, uniqueName())
  await (await createAgent(app.url)).register(code, {
    machineId: `m-${id}`,
    hostname: `host-${id}`,
  })
  const { page } = await signedIn('viewer', '/tokens/find')
  await page.getByLabel('Code, log or text').fill(code)
  await page.getByLabel('Registered since').fill('2099-01-01T00:00')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await expect(
    page.getByText('No source server has registered with it since 1 Jan 2099'),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Disable' })).toHaveCount(0)
})

test('a whole log is looked into, whatever its size and encoding', async ({
  signedIn,
  database,
}) => {
  const [first, second] = [
    await addCode(database, 5, 86_400, uniqueName()),
    await addCode(database, 5, 86_400, uniqueName()),
  ]
  const { page } = await signedIn('viewer', '/tokens/find')
  const line = 'Nov 25 10:00:00 host kernel: nothing of interest here, act, actually activated\n'
  const noise = line.repeat(60_000)
  const text = `${noise}token=${first.code}x${noise}act${second.code}\n${noise}act${'y'.repeat(29)}`
  await page
    .getByLabel('Look into a file')
    .or(page.locator('input[type=file]'))
    .first()
    .setInputFiles({
      name: 'big.log',
      mimeType: 'text/plain',
      buffer: Buffer.from(text),
    })
  await expect(page.getByText('2 activation codes found in big.log.')).toBeVisible()
  for (const { id } of [first, second])
    await expect(page.getByRole('link', { name: new RegExp(id) })).toBeVisible()

  await page.locator('input[type=file]').setInputFiles({
    name: 'windows.log',
    mimeType: 'text/plain',
    buffer: Buffer.from(`\uFEFFcode ${first.code}\r\n`, 'utf16le'),
  })
  await expect(page.getByText('1 activation code found in windows.log.')).toBeVisible()
})

test('files are dropped onto the page', async ({ signedIn, database }) => {
  const [first, second] = [
    await addCode(database, 5, 86_400, uniqueName()),
    await addCode(database, 5, 86_400, uniqueName()),
  ]
  const { page } = await signedIn('viewer', '/tokens/find')
  await expect(page.getByLabel('Registered since')).not.toHaveValue('')
  const files = await page.evaluateHandle(
    (texts) => {
      const transfer = new DataTransfer()
      for (const [index, text] of texts.entries())
        transfer.items.add(new File([text], `${index}.log`))
      return transfer
    },
    [`a ${first.code}`, `b ${second.code}`],
  )
  await page.getByLabel('Registered since').dispatchEvent('drop', { dataTransfer: files })
  await expect(page.getByText('2 activation codes found in 0.log, 1.log.')).toBeVisible()
})

test('what is no code is said so', async ({ signedIn }) => {
  const { page } = await signedIn('viewer', '/tokens/find')
  await expect(page.getByText('from then on are listed. In UTC.')).toBeVisible()
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await expect(page.getByText('Paste a text, or choose a file.')).toBeVisible()
  await page.getByLabel('Code, log or text').fill('nothing of interest')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await expect(page.getByText('No activation code found in what you pasted.')).toBeVisible()
  await page.getByLabel('Code, log or text').fill(`act${'x'.repeat(29)}`)
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await expect(page.getByText('their checksums are wrong')).toBeVisible()
  // Of nothing there is no result either, not that of before.
  await page.getByLabel('Code, log or text').fill('  ')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await expect(page.getByText('Paste a text, or choose a file.')).toBeVisible()
  await expect(page.getByText('No activation code found')).toBeHidden()
})

test('a code in an address is taken out of it, and that is said on every list', async ({
  signedIn,
  database,
}) => {
  const { code, id } = await addCode(database, 5)
  const { page } = await signedIn('viewer', '/audit')
  for (const path of [
    `/tokens?search=${code}`,
    `/tokens/${code}`,
    `/sources/${code}`,
    `/sources?search=${code}`,
    `/refusals?search=${code}`,
    `/audit?target=${code}`,
    `/tokens/${id}?search=${code}`,
  ]) {
    await page.goto(path)
    expect(page.url()).not.toContain(code)
    await expect(page.getByText('This is an activation code'), path).toBeVisible()
  }
  await page.getByLabel('Search').fill('nothing')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/tokens/${id}?search=nothing`)
  await expect(page.getByText('This is an activation code')).toBeHidden()
})
