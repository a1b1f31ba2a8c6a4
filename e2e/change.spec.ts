import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { codeDialog, expect, test, tokenTable, uniqueName } from './support/fixtures'

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const history = (page: Page) => page.getByRole('table', { name: 'History' })

test('an operator changes a code on its page, and its history tells what', async ({
  signedIn,
  database,
}) => {
  const name = uniqueName()
  const { id } = await addCode(database, 5, 86_400, name)
  const { page, person } = await signedIn('operator', `/tokens/${id}`)
  await page.getByRole('button', { name: 'Change' }).click()
  const form = dialog(page, 'Change activation code')
  await form.getByLabel('Name').fill('http://x')
  await form.getByRole('textbox', { name: 'Count' }).fill('1001')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByText('Name must not start with http:// or https://.')).toBeVisible()
  await expect(form.getByText('Count must be a whole number from 1 to 1000.')).toBeVisible()
  await form.getByLabel('Name').fill(`${name}-2`)
  await form.getByLabel('Description').fill('two\nlines')
  await form.getByRole('textbox', { name: 'Count' }).fill('7')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
  await expect(page.getByRole('heading', { level: 1, name: `${name}-2` })).toBeVisible()
  await expect(page.getByText('0 of 7')).toBeVisible()
  await page.getByRole('link', { name: 'History' }).click()
  const event = history(page).getByRole('row').filter({ hasText: 'Changed code' })
  await expect(event).toContainText(`name: ${name} → ${name}-2`)
  await expect(event).toContainText('count: 5 → 7')
  await expect(event).toContainText(person.name)
})

test('two people change the same code: the second is told what changed, and loses nothing', async ({
  signedIn,
  database,
}) => {
  const { id } = await addCode(database, 5, 86_400, uniqueName())
  const [first, second] = [
    await signedIn('operator', `/tokens/${id}`),
    await signedIn('operator', `/tokens/${id}`),
  ]
  for (const { page } of [first, second]) await page.getByRole('button', { name: 'Change' }).click()
  const renamed = uniqueName()
  const [theirs, mine] = [
    dialog(first.page, 'Change activation code'),
    dialog(second.page, 'Change activation code'),
  ]
  // Whoever opens a dialog has seen what is there then.
  await expect(mine).toBeVisible()
  await theirs.getByRole('textbox', { name: 'Count' }).fill('20')
  await theirs.getByLabel('Name').fill(renamed)
  await theirs.getByRole('button', { name: 'Save' }).click()
  await expect(theirs).toBeHidden()

  await mine.getByRole('textbox', { name: 'Count' }).fill('30')
  await mine.getByLabel('Description').fill('my words')
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(mine.getByText('This code was changed meanwhile')).toBeVisible()
  await expect(mine).toContainText(first.person.name)
  await expect(mine).toContainText('Count is now 20.')
  await expect(mine).toContainText(`Name is now ${renamed}.`)
  await expect(mine.getByLabel('Name')).toHaveValue(renamed)
  await expect(mine.getByRole('textbox', { name: 'Count' })).toHaveValue('30')
  await expect(mine.getByLabel('Description')).toHaveValue('my words')
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(mine).toBeHidden()
  await expect(second.page.getByText('0 of 30')).toBeVisible()
  await expect(second.page.getByRole('heading', { level: 1, name: renamed })).toBeVisible()
})

test('a code is disabled and enabled from its row, with its consequences told first', async ({
  signedIn,
  database,
  app,
}) => {
  const name = uniqueName()
  const { code, id } = await addCode(database, 5, 86_400, name)
  const agent = await createAgent(app.url)
  await agent.register(code, { machineId: `m-${id}`, hostname: 'in' })
  const { page } = await signedIn('operator', `/tokens?search=${name}`)
  const row = tokenTable(page).getByRole('row').filter({ hasText: id })
  await row.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Disable' }).click()
  const question = dialog(page, 'Disable this activation code?')
  await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await expect(question).toContainText(name)
  await expect(question).toContainText(
    'The source server that registered with it stays registered.',
  )
  await question.getByRole('button', { name: 'Disable' }).click()
  await expect(row.getByText('Disabled')).toBeVisible()
  expect((await agent.register(code, { machineId: `late-${id}`, hostname: 'late' })).status).toBe(
    403,
  )

  await row.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Enable' }).click()
  await dialog(page, 'Enable this activation code?').getByRole('button', { name: 'Enable' }).click()
  await expect(row.getByText('Active')).toBeVisible()
  expect((await agent.register(code, { machineId: `late-${id}`, hostname: 'late' })).status).toBe(
    201,
  )
})

test('a code that another disabled first is told so', async ({ signedIn, database }) => {
  const { id } = await addCode(database, 5, 86_400, uniqueName())
  const [first, second] = [
    await signedIn('operator', `/tokens/${id}`),
    await signedIn('operator', `/tokens/${id}`),
  ]
  for (const { page } of [first, second])
    await page.getByRole('button', { name: 'Disable' }).click()
  const mine = dialog(second.page, 'Disable this')
  await expect(mine).toBeVisible()
  await dialog(first.page, 'Disable this').getByRole('button', { name: 'Disable' }).click()
  await expect(first.page.getByRole('button', { name: 'Enable' })).toBeVisible()
  await mine.getByRole('button', { name: 'Disable' }).click()
  await expect(mine.getByText('This code was changed meanwhile')).toBeVisible()
  await expect(mine).toContainText(`${first.person.name}: disabled code`)
  await expect(mine.getByRole('button', { name: 'Disable' })).toHaveCount(0)
})

test('a code is extended, and never for less than it has', async ({ signedIn, database }) => {
  const { id } = await addCode(database, 5, 20 * 86_400, uniqueName())
  const { page } = await signedIn('operator', `/tokens/${id}`)
  await page.getByRole('button', { name: 'Extend' }).click()
  const form = dialog(page, 'Extend activation code')
  for (const [days, message] of [
    ['91', 'Valid for (days) must be a whole number from 1 to 90.'],
    ['', 'Valid for (days) must be a whole number from 1 to 90.'],
    ['5', 'It is valid for longer already'],
  ] as const) {
    await form.getByLabel('Valid for (days)').fill(days)
    await form.getByRole('button', { name: 'Extend' }).click()
    await expect(form.getByText(message)).toBeVisible()
  }
  await form.getByLabel('Valid for (days)').fill('90')
  await form.getByRole('button', { name: 'Extend' }).click()
  await expect(form).toBeHidden()
  await expect(page.getByText('(in 90 days)')).toBeVisible()
  const said = page.getByRole('status').filter({ hasText: 'expires' })
  await expect(said).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(/^Undone: .* is as it was\.$/)).toBeVisible()
  await expect(page.getByText('(in 20 days)')).toBeVisible()
  await page.goto(`/tokens/${id}/history`)
  await expect(history(page)).toContainText('Took back an extension')
})

test('an extension proposes what is longer, and shows the day; a day can be chosen', async ({
  signedIn,
  database,
}) => {
  const { id } = await addCode(database, 5, 40 * 86_400, uniqueName())
  const { page } = await signedIn('operator', `/tokens/${id}`)
  await page.getByRole('button', { name: 'Extend' }).click()
  const form = dialog(page, 'Extend activation code')
  await expect(form.getByLabel('Valid for (days)')).toHaveValue('60')
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  await expect(form.getByLabel('Or until (UTC)')).toHaveValue(day(60))
  await form.getByLabel('Or until (UTC)').fill(day(75))
  await expect(form.getByLabel('Valid for (days)')).toHaveValue('75')
  await expect(form.getByText('It will expire')).toBeVisible()
  await form.getByRole('button', { name: 'Extend' }).click()
  await expect(page.getByText('(in 75 days)')).toBeVisible()
})

test('what was changed or disabled is said, and taken back by Undo', async ({
  signedIn,
  database,
}) => {
  const name = uniqueName()
  const { id } = await addCode(database, 5, 86_400, name)
  const { page, person } = await signedIn('operator', `/tokens/${id}`)
  await page.getByRole('button', { name: 'Change' }).click()
  await dialog(page, 'Change activation code').getByLabel('Name').fill(`${name}-2`)
  await dialog(page, 'Change activation code').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status').filter({ hasText: `${name}-2 was changed.` })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Change' })).toBeFocused()

  await page.getByRole('button', { name: 'Disable' }).click()
  await dialog(page, 'Disable this activation code?')
    .getByRole('button', { name: 'Disable' })
    .click()
  await expect(page.getByRole('status').filter({ hasText: `${name} was disabled.` })).toBeVisible()
  await expect(page.getByText(`by ${person.name},`)).toBeVisible()
  await page.keyboard.press('F8')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Active', { exact: true })).toBeVisible()
})

test('a replaced code is shown once; the old one is dead at once', async ({
  signedIn,
  database,
  app,
}) => {
  const { code, id } = await addCode(database, 5, 86_400, uniqueName())
  const agent = await createAgent(app.url)
  const { page } = await signedIn('operator', `/tokens/${id}`)
  await page.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Replace code' }).click()
  const question = dialog(page, 'Replace this activation code?')
  await expect(question.getByRole('button', { name: 'Keep the old code' })).toBeFocused()
  await question.getByRole('button', { name: 'Replace code' }).click()
  const replacement = await codeDialog(page).getByLabel('Activation code').inputValue()
  expect(replacement).toMatch(/^act[A-Za-z0-9]{29}$/)
  expect(replacement).not.toBe(code)
  expect((await agent.register(code, { machineId: `o-${id}`, hostname: 'old' })).status).toBe(401)
  expect(
    (await agent.register(replacement, { machineId: `n-${id}`, hostname: 'new' })).status,
  ).toBe(201)
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  expect(await database.dump()).not.toContain(replacement)
  expect(app.output()).not.toContain(replacement)
})

test('settings are cloned into the form', async ({ signedIn, database }) => {
  const name = uniqueName()
  const { id } = await addCode(database, 7, 20 * 86_400, name)
  const { page } = await signedIn('operator', `/tokens/${id}`)
  await page.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Clone settings' }).click()
  const form = dialog(page, 'Issue an activation code')
  await expect(form.getByLabel('Name')).toHaveValue(name)
  await expect(form.getByRole('textbox', { name: 'Count' })).toHaveValue('7')
  await expect(form.getByLabel('Valid for (days)')).toHaveValue('20')
  await form.getByRole('button', { name: 'Issue code' }).click()
  await expect(codeDialog(page).getByText(name)).toBeVisible()
})

test('a deleted code is gone from lists and APIs', async ({ signedIn, database, app }) => {
  const name = uniqueName()
  const { code, id } = await addCode(database, 5, 86_400, name)
  const { page } = await signedIn('operator', `/tokens/${id}`)
  await page.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const question = dialog(page, 'Delete this activation code?')
  await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(/\/tokens$/)
  await page.goto(`/tokens?search=${id}`)
  await expect(page.getByText('No activation code matches')).toBeVisible()
  expect((await page.goto(`/tokens/${id}`))?.status()).toBe(404)
  expect(
    (await (await createAgent(app.url)).register(code, { machineId: id, hostname: 'x' })).status,
  ).toBe(401)
})

test('a viewer sees no way to change a code', async ({ signedIn, database }) => {
  const { id } = await addCode(database, 5, 86_400, uniqueName())
  const { page } = await signedIn('viewer', `/tokens/${id}/history`)
  await expect(history(page).or(page.getByText('Nothing is recorded of this code.'))).toBeVisible()
  await expect(page.getByRole('button', { name: /^Change|^Extend|^Disable|^Actions/ })).toHaveCount(
    0,
  )
  await page.goto('/tokens')
  await expect(page.getByRole('checkbox')).toHaveCount(0)
})
