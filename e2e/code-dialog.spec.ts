import { addCode } from './support/codes'
import {
  codeDialog,
  expect,
  issueCode,
  issueForm,
  test,
  tokenTable,
  uniqueName,
} from './support/fixtures'

test('only Done closes the dialog, and asks first when nothing was copied', async ({
  signedIn,
}) => {
  const { page } = await signedIn('operator')
  const { code } = await issueCode(page, uniqueName())
  const dialog = codeDialog(page)
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  await expect(dialog.getByLabel('Activation code')).toHaveValue(code)
  await expect(dialog.getByRole('button', { name: 'Close', exact: true })).toHaveCount(0)

  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog.getByText('The code was not copied.').first()).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Keep open' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Activation code')).toHaveValue(code)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.getByRole('button', { name: 'Close without copying' }).click()
  await expect(dialog).toBeHidden()
  expect(await page.content()).not.toContain(code)
})

test('leaving the page warns, and Back never brings a code back', async ({ signedIn }) => {
  const { page } = await signedIn('operator', '/settings/account')
  await page.getByRole('link', { name: 'Codes', exact: true }).click()
  await expect(page).toHaveURL(/\/tokens$/)
  const { code } = await issueCode(page, uniqueName())

  await test.step('Back inside the console keeps the dialog with the only copy', async () => {
    await page.goBack()
    await expect(page).toHaveURL(/\/settings\/account$/)
    await expect(codeDialog(page).getByLabel('Activation code')).toHaveValue(code)
  })

  await test.step('reloading asks; after it the code is gone', async () => {
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', (question) => {
        resolve(question.type())
        void question.accept()
      })
    })
    await page.reload()
    expect(await asked).toBe('beforeunload')
    await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible()
    await expect(codeDialog(page)).toBeHidden()
    await page.goForward()
    await expect(tokenTable(page)).toBeVisible()
    expect(await page.content()).not.toContain(code)
  })
})

test('a code that comes while another one is shown waits until that is closed', async ({
  signedIn,
  database,
}) => {
  const other = await addCode(database, 5)
  const { page } = await signedIn('operator')
  // The answer comes when somebody has gone on to replace another code.
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/tokens', async (route) => {
    if (route.request().method() === 'POST') await released
    await route.continue()
  })
  const sent = page.waitForRequest((request) => request.method() === 'POST')
  await issueForm(page).getByLabel('Name').fill(uniqueName())
  await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
  await sent
  await tokenTable(page).getByRole('link', { name: other.id }).click()
  await expect(page).toHaveURL(new RegExp(`${other.id}$`))
  await page.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Replace code' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Replace code' }).click()
  release()

  // Whichever answer came first.
  const field = codeDialog(page).getByLabel('Activation code')
  const codes: string[] = []
  const ids: (string | null)[] = []
  for (let shown = 0; shown < 2; shown++) {
    await expect(field).not.toHaveValue(codes[0] ?? '')
    await expect(field).toBeFocused()
    codes.push(await field.inputValue())
    ids.push(await codeDialog(page).getByText(/^at-/).textContent())
    for (const button of ['Done', 'Close without copying'])
      await codeDialog(page).getByRole('button', { name: button }).click()
  }
  await expect(codeDialog(page)).toBeHidden()
  expect(ids).toContain(other.id)
  expect(new Set(ids).size).toBe(2)
})

test('the dialog is operated with the keyboard alone', async ({ signedIn, context }) => {
  await context.close()
  const { page } = await signedIn('operator')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await expect(issueForm(page).getByLabel('Name')).toBeEnabled()
  await issueForm(page).getByLabel('Name').focus()
  await page.keyboard.type('keyboard')
  await page.keyboard.press('Enter')
  const field = codeDialog(page).getByLabel('Activation code')
  await expect(field).toBeFocused()
  const code = await field.inputValue()
  await page.keyboard.press('Tab')
  await expect(
    codeDialog(page).getByRole('button', { name: 'Copy code', exact: true }),
  ).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(codeDialog(page).getByText('Copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)
  await codeDialog(page).getByRole('button', { name: 'Done' }).press('Enter')
  await expect(codeDialog(page)).toBeHidden()
})

test('copying works over plain HTTP on a host that browsers do not trust', async ({
  signedIn,
  app,
  browser,
}) => {
  const { context } = await signedIn('operator')
  const [cookie] = await context.cookies()
  const elsewhere = await browser.newContext({ baseURL: `http://console.test:${app.port}` })
  if (!cookie) throw new Error('no cookie')
  await elsewhere.addCookies([{ ...cookie, domain: 'console.test' }])
  const page = await elsewhere.newPage()
  await page.goto('/tokens')
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false)
  const { code } = await issueCode(page, uniqueName())
  await codeDialog(page).getByRole('button', { name: 'Copy code', exact: true }).click()
  await expect(codeDialog(page).getByText('Copied')).toBeVisible()
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await issueForm(page).getByLabel('Name').focus()
  await page.keyboard.press('Control+V')
  await expect(issueForm(page).getByLabel('Name')).toHaveValue(code)
  await elsewhere.close()
})

test('a refused clipboard is said, with the code selected, and does not count as copied', async ({
  signedIn,
}) => {
  const { page } = await signedIn('operator')
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new Error('refused')) },
    })
    document.execCommand = () => false
  })
  const { code } = await issueCode(page, uniqueName())
  await codeDialog(page).getByRole('button', { name: 'Copy code', exact: true }).click()
  await expect(codeDialog(page).getByText('Your browser refused to copy.')).toBeVisible()
  await expect(codeDialog(page).getByText('Copied')).toHaveCount(0)
  const selected = await codeDialog(page)
    .getByLabel('Activation code')
    .evaluate((field: HTMLInputElement) =>
      field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0),
    )
  expect(selected).toBe(code)
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(
    codeDialog(page).getByRole('button', { name: 'Close without copying' }),
  ).toBeVisible()
})

test('copying a part of the code does not count as copied', async ({ signedIn }) => {
  const { page } = await signedIn('operator')
  await issueCode(page, uniqueName())
  const field = codeDialog(page).getByLabel('Activation code')
  await field.evaluate((input: HTMLInputElement) => input.setSelectionRange(0, 5))
  await page.keyboard.press('Control+C')
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Keep open' }).click()
  await field.focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+C')
  await expect(codeDialog(page).getByText('Copied')).toBeVisible()
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(codeDialog(page)).toBeHidden()
})

test('the focus stays in the dialog, and returns to the form after it', async ({ signedIn }) => {
  const { page } = await signedIn('operator')
  await issueForm(page).getByLabel('Name').fill('focus')
  await page.keyboard.press('Enter')
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Keep open' }).click()
  await expect(
    codeDialog(page).getByRole('button', { name: 'Copy code', exact: true }),
  ).toBeFocused()
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  await expect(issueForm(page).getByLabel('Name')).toBeFocused()
})

test('times go by the clock of the console, not by that of the reader', async ({ signedIn }) => {
  const { page } = await signedIn('operator')
  await page.clock.install({ time: Date.now() + 3 * 86_400_000 })
  await page.reload()
  await issueForm(page).getByLabel('Valid for (days)').fill('7')
  await issueCode(page, uniqueName())
  await expect(codeDialog(page).getByText('in 7 days')).toBeVisible()
})
