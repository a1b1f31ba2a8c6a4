import type { Page } from '@playwright/test'
import { addCode } from './support/codes'
import { codeDialog, expect, issueCode, test, uniqueName } from './support/fixtures'

test('the audit finds events by who, what, target and time, and exports them', async ({
  signedIn,
}) => {
  const { page, person } = await signedIn('operator', '/tokens', { by: 'password' })
  const name = uniqueName()
  const { code, id } = await issueCode(page, name)
  await codeDialog(page).getByRole('button', { name: 'Done' }).click()
  await codeDialog(page).getByRole('button', { name: 'Close without copying' }).click()
  await page.getByRole('link', { name: 'Audit' }).click()
  const table = page.getByRole('table', { name: 'Audit' })
  await page.getByLabel('Who').selectOption(person.name)
  await expect(table.getByRole('row')).toHaveCount(3)
  await expect(table.getByRole('cell', { name: 'Signed in' })).toBeVisible()
  await page.getByLabel('What').selectOption('Issued code')
  await expect(table.getByRole('row')).toHaveCount(2)
  await expect(table.getByRole('row').last()).toContainText('count: none → 100')
  await page.getByLabel('Search').fill(id)
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`target=${id}`))
  await expect(table.getByRole('link', { name })).toBeVisible()
  await expect(table).toContainText(id)

  for (const [link, name] of [
    ['Export CSV', 'audit.csv'],
    ['Export JSON Lines', 'audit.jsonl'],
  ] as const) {
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: link }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe(name)
    const text = await (await page.request.get(download.url())).text()
    expect(text.trim().split('\n')).toHaveLength(name.endsWith('csv') ? 2 : 1)
    expect(text).toContain(id)
  }
  await page.getByLabel('Search').fill('no code has this name')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByText('No event fits these filters.')).toBeVisible()
  await page.getByLabel('Search').fill(name.toUpperCase())
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(table.getByRole('link', { name })).toBeVisible()
  await page.getByLabel('Search').fill(code)
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByText('This is an activation code')).toBeVisible()
  expect(page.url()).not.toContain(code)
  await page.getByLabel('Search').fill('')
  await page.getByLabel('To (UTC)').fill('2020-01-01')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByText('No event fits these filters.')).toBeVisible()
  await page.getByRole('link', { name: 'Show all', exact: true }).click()
  await expect(page.getByLabel('To (UTC)')).toHaveValue('')
  await expect(table).toBeVisible()
})

test('viewers see neither sign-ins nor addresses of others, administrators do', async ({
  signedIn,
  visitor,
  database,
}) => {
  const { page: operator, person } = await signedIn('operator', '/tokens', { by: 'password' })
  await issueCode(operator, uniqueName())
  const { page: viewer, person: reader } = await signedIn('viewer', `/audit?actor=${person.id}`)
  const table = viewer.getByRole('table', { name: 'Audit' })
  await expect(table.getByRole('row')).toHaveCount(2)
  await expect(table.getByRole('cell', { name: 'Issued code' })).toBeVisible()
  await expect(table).not.toContainText(/10\.\d+\.\d+\.\d+/)
  const exported = await (await viewer.request.get(`/api/export/audit?format=jsonl`)).text()
  expect(exported).not.toContain('@example.com')
  const foreign = exported
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ actorName }) => actorName === person.name)
  expect(foreign.map(({ action, ip }) => [action, ip])).toEqual([['token.issued', '']])

  const stranger = await visitor()
  for (let time = 0; time < 3; time++)
    await stranger.request.post('/api/auth/sign-in', {
      data: { email: person.email, password: 'not the password' },
    })
  await callIssue(operator, viewer)
  const { page: administrator } = await signedIn(
    'administrator',
    `/audit?action=session.refused&target=${person.id}`,
  )
  const refused = administrator.getByRole('table', { name: 'Audit' })
  await expect(refused.getByRole('row')).toHaveCount(2)
  await expect(refused.getByRole('cell', { name: 'Sign-in refused' })).toContainText('3 times')
  await administrator.getByLabel('What').selectOption('Was refused an action')
  await administrator.goto(`/audit?action=action.refused&actor=${reader.id}`)
  await expect(refused.getByRole('row').last()).toContainText('Issued code')
  expect(await database.dump()).not.toContain('not the password')
})

/** Calls the action of issuing as somebody who must not. */
async function callIssue(operator: Page, viewer: Page) {
  await codeDialog(operator).getByRole('button', { name: 'Done' }).click()
  await codeDialog(operator).getByRole('button', { name: 'Close without copying' }).click()
  const sent = operator.waitForRequest((request) => 'next-action' in request.headers())
  await issueCode(operator, uniqueName())
  const headers = {
    'next-action': (await sent).headers()['next-action'] ?? '',
    'content-type': 'text/plain;charset=UTF-8',
  }
  const answer = await viewer.request.post('/tokens', {
    headers,
    data: Buffer.from(JSON.stringify([{}])),
  })
  expect(await answer.text()).toContain('forbidden')
}

test('a long text in a change is folded, and whole when it is opened', async ({
  signedIn,
  database,
}) => {
  const { id } = await addCode(database, 5, 86_400, 'W'.repeat(128))
  const { page } = await signedIn('operator', `/tokens/${id}`)
  const text = 'What is moved and who asked for it. '.repeat(14).trim()
  await page.getByRole('button', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change activation code' })
  await dialog.getByLabel('Description').fill(text)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await page.goto(`/audit?target=${id}`)
  const row = page.getByRole('table', { name: 'Audit' }).getByRole('row').last()
  await expect(row.getByText('description: none →')).toBeVisible()
  await expect.poll(async () => (await row.boundingBox())?.height).toBeLessThan(160)
  await row.locator('summary').click()
  await expect(row.getByText(text)).toBeVisible()
})
