import {
  codeDialog,
  expect,
  issueCode,
  issueForm,
  test,
  tokenTable,
  uniqueName,
} from './support/fixtures'

test('an issued code is shown once, copied and listed, and stays nowhere', async ({
  signedIn,
  app,
  database,
}) => {
  const { page, context, person } = await signedIn('operator')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const form = issueForm(page)
  await expect(form.getByLabel('Count')).toHaveValue('100')
  await expect(form.getByLabel('Valid for (days)')).toHaveValue('30')

  const name = uniqueName()
  await form.getByLabel('Description').fill('Rack 12\nfirst wave')
  const { code, id } = await issueCode(page, name)
  expect(code).toMatch(/^act[A-Za-z0-9]{29}$/)
  await expect(codeDialog(page)).toContainText('0 of 100 registered')
  await expect(codeDialog(page)).toContainText('in 30 days')
  await expect(codeDialog(page)).toContainText("can't be shown again")

  await codeDialog(page).getByRole('button', { name: 'Copy code', exact: true }).click()
  await expect(codeDialog(page).getByText('Copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(codeDialog(page)).toBeHidden()
  await expect(form.getByLabel('Name')).toHaveValue('')

  const row = tokenTable(page).getByRole('row', { name: new RegExp(id) })
  await expect(row).toContainText(name)
  await expect(row).toContainText('0 of 100')
  await expect(row).toContainText('Active')
  await expect(row).toContainText(`by ${person.name}`)
  await page.reload()
  await expect(row).toBeVisible()

  await page.goto('/settings/account')
  await page.goBack()
  await expect(row).toBeVisible()
  expect(await page.content()).not.toContain(code)
  expect(
    await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href]),
    ),
  ).not.toContain(code)
  expect(app.output()).not.toContain(code)
  expect(app.output()).toContain('"msg":"request"')
  const dump = await database.dump()
  expect(dump).toContain(id)
  expect(dump).not.toContain(code)
})

test('the answer that carries a code is stored by nobody', async ({ signedIn }) => {
  const { page } = await signedIn('operator')
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await issueCode(page, uniqueName())
  expect((await answer).headers()['cache-control']).toContain('no-store')
})

const WRONG: [field: string, value: string, message: string][] = [
  ['Name', 'a', 'Name must have 2 to 128 characters.'],
  ['Name', '9lives', 'Name must start with a letter.'],
  ['Name', 'a b', 'Name may contain letters, digits, colons, underscores and hyphens only.'],
  ['Name', 'http://example.com', 'Name must not start with http:// or https://.'],
  ['Description', 'x'.repeat(513), 'Description must have at most 512 characters.'],
  [
    'Description',
    'tab\there',
    'Description must not contain control characters other than line breaks.',
  ],
  ['Count', '0', 'Count must be a whole number from 1 to 1000.'],
  ['Count', '1001', 'Count must be a whole number from 1 to 1000.'],
  ['Count', '10.5', 'Count must be a whole number from 1 to 1000.'],
  ['Count', '1e2', 'Count must be a whole number from 1 to 1000.'],
  ['Count', '1 0', 'Count must be a whole number from 1 to 1000.'],
  ['Valid for (days)', '0', 'Valid for (days) must be a whole number from 1 to 90.'],
  ['Valid for (days)', '91', 'Valid for (days) must be a whole number from 1 to 90.'],
]

test('invalid input is named at its field and keeps what was typed', async ({ signedIn }) => {
  const { page } = await signedIn('operator')
  const form = issueForm(page)
  for (const [label, value, message] of WRONG) {
    const field = form.getByLabel(label)
    await field.fill(value)
    await field.blur()
    await expect(form.getByText(message)).toBeVisible()
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveAccessibleDescription(
      new RegExp(message.slice(0, 20).replace(/[()]/g, '.')),
    )
    await form.getByRole('button', { name: 'Issue code' }).click()
    await expect(field).toBeFocused()
    await expect(field).toHaveValue(value)
    await field.fill(label === 'Count' ? '100' : label === 'Valid for (days)' ? '30' : '')
    await expect(form.getByText(message)).toBeHidden()
  }
  await expect(codeDialog(page)).toBeHidden()
})

test('several invalid fields are all named, and the first has the focus', async ({ signedIn }) => {
  const { page } = await signedIn('operator')
  const form = issueForm(page)
  await form.getByLabel('Valid for (days)').fill('91')
  await form.getByLabel('Count').fill('0')
  await form.getByLabel('Name').fill('-')
  await form.getByRole('button', { name: 'Issue code' }).click()
  await expect(form.getByText(/must/)).toHaveCount(3)
  await expect(form.getByLabel('Name')).toBeFocused()
})

test('full-width digits and blanks around a number are what people mean', async ({
  signedIn,
  database,
}) => {
  const { page } = await signedIn('operator')
  await issueForm(page).getByLabel('Count').fill(' １０ ')
  await issueForm(page).getByLabel('Valid for (days)').fill('７ ')
  const { id } = await issueCode(page, uniqueName())
  expect(await database.run('SELECT count FROM "AccessToken" WHERE id = $1', [id])).toEqual([
    { count: 10 },
  ])
})

test('an emptied number is an error, not a default', async ({ signedIn }) => {
  const { page } = await signedIn('operator')
  await issueForm(page).getByLabel('Count').fill('')
  await issueForm(page).getByLabel('Valid for (days)').fill('')
  await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
  await expect(issueForm(page).getByText('must be a whole number from')).toHaveCount(2)
  await expect(codeDialog(page)).toBeHidden()
})

test('blanks around a name are not meant, and a name that exists already is said', async ({
  signedIn,
  database,
}) => {
  const { page } = await signedIn('operator')
  const name = uniqueName()
  const { id } = await issueCode(page, `  ${name} `)
  expect(await database.run('SELECT name FROM "AccessToken" WHERE id = $1', [id])).toEqual([
    { name },
  ])
  await page.goto('/tokens/new')
  await issueForm(page).getByLabel('Name').fill(name)
  await expect(issueForm(page).getByText('A code has this name already.')).toBeVisible()
})

test('an address fills the form in, and a code in it does not arrive there', async ({
  signedIn,
}) => {
  const { page } = await signedIn('operator', '/tokens/new?name=wave-3&count=30&days=7')
  await expect(page).toHaveTitle(/^Issue an activation code/)
  await expect(issueForm(page).getByLabel('Name')).toHaveValue('wave-3')
  await expect(issueForm(page).getByLabel('Count')).toHaveValue('30')
  await expect(issueForm(page).getByLabel('Valid for (days)')).toHaveValue('7')
  await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
  await expect(codeDialog(page)).toContainText('wave-3')
})

test('where no list shows the new code, a message leads to it', async ({ signedIn }) => {
  const { page } = await signedIn('operator', '/tokens/new')
  await expect(issueForm(page).getByLabel('Name')).toBeFocused()
  const { id } = await issueCode(page, uniqueName())
  const dialog = codeDialog(page)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.getByRole('button', { name: 'Close without copying' }).click()
  const message = page.getByRole('status').filter({ hasText: `(${id}) was issued.` })
  await expect(message).toBeVisible()
  await page.getByRole('link', { name: 'Show', exact: true }).click()
  await expect(page).toHaveURL(`/tokens/${id}`)
  await expect(message).toBeHidden()
  await expect(page.getByRole('main')).toBeFocused()

  for (const [path, isListed] of [
    ['/tokens', true],
    ['/tokens?status=disabled', false],
  ] as const) {
    await page.goto(path)
    await issueCode(page, uniqueName())
    await dialog.getByRole('button', { name: 'Done' }).click()
    await dialog.getByRole('button', { name: 'Close without copying' }).click()
    await expect(dialog).toBeHidden()
    if (isListed) await expect(page.getByText('was issued.')).toBeHidden()
    else await expect(page.getByText('was issued.')).toBeVisible()
  }
})

test('pressing twice issues one code', async ({ signedIn, database }) => {
  const { page } = await signedIn('operator')
  const name = uniqueName()
  await issueForm(page).getByLabel('Name').fill(name)
  await issueForm(page)
    .getByRole('button', { name: 'Issue code' })
    .evaluate((button: HTMLButtonElement) => {
      button.click()
      button.click()
    })
  await expect(codeDialog(page)).toBeVisible()
  expect(await database.run('SELECT id FROM "AccessToken" WHERE name = $1', [name])).toHaveLength(1)
})

test('a code is issued from every page, and the list is fresh everywhere', async ({ signedIn }) => {
  const { page } = await signedIn('operator', '/settings/account')
  const name = uniqueName()
  await page.getByRole('banner').getByRole('button', { name: 'Issue code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Issue an activation code' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Count').fill('3')
  await dialog.getByRole('button', { name: 'Issue code' }).click()
  await expect(codeDialog(page)).toContainText('0 of 3 registered')
  await expect(dialog).toBeHidden()
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  await page.getByRole('link', { name: 'Codes', exact: true }).click()
  await expect(tokenTable(page).getByText(name)).toBeVisible()
})
