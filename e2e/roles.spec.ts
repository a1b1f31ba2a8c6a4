import type { Page, Request } from '@playwright/test'
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

/** Issues a code and keeps the request with which the browser called the action. */
async function recordAction(page: Page, name: string): Promise<Request> {
  const sent = page.waitForRequest(
    (request) => request.method() === 'POST' && 'next-action' in request.headers(),
  )
  await issueCode(page, name)
  return sent
}

/** Sends a recorded call of the action with other fields, as whoever the page belongs to. */
async function callAction(page: Page, recorded: Request, fields: unknown): Promise<string> {
  const answer = await page.request.post('/tokens', {
    headers: {
      'next-action': recorded.headers()['next-action'] ?? '',
      'content-type': 'text/plain;charset=UTF-8',
      accept: 'text/x-component',
    },
    data: JSON.stringify([fields]),
  })
  return answer.text()
}

test('a viewer sees the list and no way to issue', async ({ signedIn }) => {
  const operator = await signedIn('operator')
  const name = uniqueName()
  await issueCode(operator.page, name)
  const { page } = await signedIn('viewer')
  await expect(tokenTable(page).getByText(name)).toBeVisible()
  await expect(issueForm(page)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Issue code' })).toHaveCount(0)
})

test('a viewer and a signed-out visitor are refused when they call the action themselves', async ({
  signedIn,
  visitor,
  database,
}) => {
  const operator = await signedIn('operator')
  const recorded = await recordAction(operator.page, uniqueName())
  const viewer = await signedIn('viewer')
  const nobody = await visitor()
  for (const [page, reason] of [
    [viewer.page, 'forbidden'],
    [nobody, 'signed_out'],
  ] as const) {
    const name = uniqueName()
    const answer = await callAction(page, recorded, { name, submissionId: name.slice(5) })
    expect(answer).toContain(reason)
    expect(answer).not.toMatch(/act[A-Za-z0-9]{29}/)
    expect(await database.run('SELECT id FROM "AccessToken" WHERE name = $1', [name])).toHaveLength(
      0,
    )
  }
})

test('a request that skips the browser gets the same field errors, and writes nothing', async ({
  signedIn,
  database,
}) => {
  const { page } = await signedIn('operator')
  const recorded = await recordAction(page, uniqueName())
  const [before] = await database.run('SELECT count(*) AS n FROM "AccessToken"')
  const submissionId = crypto.randomUUID()
  const answer = await callAction(page, recorded, {
    name: 'http://x',
    description: 'a\u0000',
    count: '1e2',
    timeToLiveInDays: '91',
    submissionId,
  })
  expect(answer).toContain('Name must not start with http:// or https://.')
  expect(answer).toContain(
    'Description must not contain control characters other than line breaks.',
  )
  expect(answer).toContain('Count must be a whole number from 1 to 1000.')
  expect(answer).toContain('Valid for (days) must be a whole number from 1 to 90.')
  for (const fields of [
    null,
    7,
    'text',
    [],
    {},
    { count: 5, submissionId },
    { name: ['ab'], submissionId },
    { submissionId: `${submissionId}'--` },
  ]) {
    expect(await callAction(page, recorded, fields), JSON.stringify(fields)).toContain('invalid')
  }
  const [after] = await database.run('SELECT count(*) AS n FROM "AccessToken"')
  expect(after).toEqual(before)
})

test('the same submit sent twenty times at once issues one code', async ({
  signedIn,
  database,
}) => {
  const { page } = await signedIn('operator')
  const recorded = await recordAction(page, uniqueName())
  const name = uniqueName()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      callAction(page, recorded, { name, submissionId: name.slice(5) }),
    ),
  )
  expect(answers.filter((answer) => /"code":"act[A-Za-z0-9]{29}"/.test(answer))).toHaveLength(1)
  expect(answers.filter((answer) => answer.includes('already_issued'))).toHaveLength(19)
  expect(await database.run('SELECT id FROM "AccessToken" WHERE name = $1', [name])).toHaveLength(1)
})

test('a session that has ended keeps what was typed', async ({ signedIn, database }) => {
  const { page, person } = await signedIn('operator')
  const name = uniqueName()
  await issueForm(page).getByLabel('Name').fill(name)
  await database.run('DELETE FROM "Session" WHERE "userId" = $1', [person.id])
  await issueForm(page).getByRole('button', { name: 'Issue code' }).click()
  await expect(issueForm(page).getByText('Your session has ended.')).toBeVisible()
  await expect(issueForm(page).getByLabel('Name')).toHaveValue(name)
  await expect(codeDialog(page)).toBeHidden()
})

test('who may only read can change no code by calling the actions, one or many', async ({
  signedIn,
  visitor,
  database,
}) => {
  const [sample, target] = [await addCode(database, 5), await addCode(database, 5)]
  const { page } = await signedIn('operator', `/tokens?search=${sample.id}`)
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  await page
    .getByRole('region', { name: 'Selected codes' })
    .getByRole('button', { name: 'Disable' })
    .click()
  const isCall = (request: Request) =>
    request.method() === 'POST' && 'next-action' in request.headers()
  const [bulk] = await Promise.all([
    page.waitForRequest(isCall),
    page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click(),
  ])
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await tokenTable(page)
    .getByRole('button', { name: /^Actions for/ })
    .click()
  await page.getByRole('menuitem', { name: 'Enable' }).click()
  const [enable] = await Promise.all([
    page.waitForRequest(isCall),
    page.getByRole('dialog').getByRole('button', { name: 'Enable' }).click(),
  ])
  await database.run('UPDATE "AccessToken" SET "disabledAt" = "createdAt" WHERE id = $1', [
    target.id,
  ])

  const viewer = await signedIn('viewer')
  for (const [reader, reason] of [
    [viewer.page, 'forbidden'],
    [await visitor(), 'signed_out'],
  ] as const) {
    for (const call of [bulk, enable]) {
      const headers = {
        'next-action': call.headers()['next-action'] ?? '',
        'content-type': 'text/plain;charset=UTF-8',
        accept: 'text/x-component',
      }
      const data = call.postData()?.replaceAll(sample.id, target.id) ?? ''
      expect(data).toContain(target.id)
      expect(await (await reader.request.post('/tokens', { headers, data })).text()).toContain(
        reason,
      )
    }
  }
  expect(
    await database.run('SELECT id FROM "AccessToken" WHERE id = $1 AND "disabledAt" IS NOT NULL', [
      target.id,
    ]),
  ).toHaveLength(1)
  expect(await database.run('SELECT id FROM "AuditEvent" WHERE target = $1', [target.id])).toEqual(
    [],
  )
})
