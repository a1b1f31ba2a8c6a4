import type { Page } from '@playwright/test'
import { addAccessKey } from './support/access-keys'
import { expectAccessible } from './support/accessible'
import { codeDialog, expect, issueCode, issueForm, test, uniqueName } from './support/fixtures'
import { addPerson, addSession } from './support/people'
import { callV1, send } from './support/smc'

const NEW_PASSWORD = 'quite another horse, and more'

/** The dialog of a link that was just made: its address. Closes it. */
async function takeLink(page: Page, title = 'Invitation link'): Promise<string> {
  const dialog = page.getByRole('dialog', { name: title })
  const address = await dialog.getByLabel(title).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.getByRole('button', { name: 'Close without copying' }).click()
  await expect(dialog).toBeHidden()
  return address
}

async function invite(
  page: Page,
  { name, email, role }: Record<'name' | 'email' | 'role', string>,
) {
  await page.getByRole('button', { name: 'Invite a person' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite a person' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Email').fill(email)
  await dialog.getByLabel('Role').selectOption({ value: role })
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  return takeLink(page)
}

/** Does something to the person whose page is open, and confirms it. */
async function change(page: Page, button: string, confirm = button) {
  await page.getByRole('main').getByRole('button', { name: button }).click()
  await page.getByRole('dialog').getByRole('button', { name: confirm, exact: true }).click()
}

test('a colleague is invited without mail, works, is deactivated and out at once', async ({
  signedIn,
  visitor,
  app,
  database,
}) => {
  test.slow()
  const { page } = await signedIn('administrator', '/people')
  const name = `Grace ${uniqueName().slice(5, 20)}`
  const email = `${uniqueName()}@example.com`
  const link = await invite(page, { name, email, role: 'operator' })
  expect(link).toMatch(new RegExp(`^${app.url}/invitation#[\\w-]{43}$`))
  await page.getByLabel('Search').fill(email)
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  const row = page.getByRole('table', { name: 'People' }).getByRole('row').last()
  await expect(row).toContainText('Invited')
  await expect(row).toContainText('Operator')

  const colleague = await visitor()
  await colleague.goto(link)
  await expect(colleague.getByText(`${name}, you were invited`)).toBeVisible()
  await colleague.getByLabel('Password').fill('12345')
  await colleague.getByRole('button', { name: 'Choose password' }).click()
  await expect(colleague.getByText('Password must have 12 to 128 characters.')).toBeVisible()
  await colleague.getByRole('button', { name: 'Show what is typed' }).click()
  await expect(colleague.getByLabel('Password')).toHaveAttribute('type', 'text')
  await colleague.getByLabel('Password').fill(NEW_PASSWORD)
  await colleague.getByRole('button', { name: 'Choose password' }).click()
  await expect(colleague.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await expect(colleague.getByText('invited you to this console')).toBeVisible()
  await colleague.goto('/tokens')
  await issueCode(colleague, uniqueName())
  await codeDialog(colleague).getByRole('button', { name: 'Done' }).click()
  await codeDialog(colleague).getByRole('button', { name: 'Close without copying' }).click()

  // The link was good once.
  const second = await visitor()
  await second.goto(link)
  await expect(second.getByText('This link was used, replaced or withdrawn')).toBeVisible()

  const typed = uniqueName()
  await issueForm(colleague).getByLabel('Name').fill(typed)
  await page.getByRole('link', { name }).click()
  await change(page, 'Deactivate')
  await expect(page.getByText(`${name} was deactivated.`)).toBeVisible()
  await issueForm(colleague).getByRole('button', { name: 'Issue code' }).click()
  await expect(issueForm(colleague).getByText('Your session has ended.')).toBeVisible()
  await expect(issueForm(colleague).getByLabel('Name')).toHaveValue(typed)
  await second.goto('/sign-in')
  await second.getByLabel('Email').fill(email)
  await second.getByLabel('Password').fill(NEW_PASSWORD)
  await second.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(second.getByText('An administrator has deactivated you.')).toBeVisible()
  await second.getByLabel('Password').fill('not the password at all')
  await second.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(second.getByText('Email or password is wrong.')).toBeVisible()

  await change(page, 'Activate')
  await expect(page.getByText(`${name} was activated.`)).toBeVisible()
  await second.getByLabel('Password').fill(NEW_PASSWORD)
  await second.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(second).toHaveURL(`${app.url}/`)
  await expect(second.getByText('activated you again')).toBeVisible()
  await second.getByRole('button', { name: 'Seen' }).first().click()

  const token = link.split('#')[1] ?? ''
  expect(await database.dump()).not.toContain(token)
  expect(app.output()).not.toContain(token)
  expect(await database.dump()).not.toContain(NEW_PASSWORD)
})

test('an invitation is renewed, which kills the old link, withdrawn, and made anew', async ({
  signedIn,
  visitor,
}) => {
  const { page } = await signedIn('administrator', '/people')
  const person = {
    name: `Ada ${uniqueName().slice(5, 20)}`,
    email: `${uniqueName()}@example.com`,
    role: 'viewer',
  }
  const first = await invite(page, person)
  await page.goto(`/people?search=${person.email}`)
  await page.getByRole('link', { name: person.name }).click()
  await change(page, 'Renew invitation', 'Make a new link')
  const renewed = await takeLink(page)
  const guest = await visitor()
  await guest.goto(first.slice(0, -5))
  await expect(guest.getByText('The link is not complete.')).toBeVisible()
  // Another link in the same tab.
  await guest.goto(first)
  await expect(guest.getByText('This link was used, replaced or withdrawn')).toBeVisible()
  await guest.goto(renewed)
  await expect(guest.getByLabel('Password')).toBeVisible()
  await change(page, 'Withdraw invitation', 'Withdraw')
  await expect(page.getByText('Deactivated', { exact: true })).toBeVisible()
  await guest.getByLabel('Password').fill(NEW_PASSWORD)
  await guest.getByRole('button', { name: 'Choose password' }).click()
  await expect(guest.getByText('This link was used, replaced or withdrawn')).toBeVisible()
  await page.goto('/people')
  const again = await invite(page, { ...person, role: 'auditor' })
  await guest.goto('about:blank')
  await guest.goto(again)
  await expect(guest.getByText('you were invited to this console as auditor')).toBeVisible()
})

test('a password is reset by a link that nobody else can use, and a role changes at once', async ({
  signedIn,
  visitor,
  database,
}) => {
  const { page: other, person } = await signedIn('viewer', '/tokens', { by: 'password' })
  const { page } = await signedIn('administrator', `/people/${person.id}`)
  await change(page, 'Reset password', 'Make a link')
  const link = await takeLink(page, 'Password link')
  await other.reload()
  await expect(other.getByText('made a link with which your password can be chosen')).toBeVisible()
  const guest = await visitor()
  await guest.goto(link)
  await guest.getByLabel('Password').fill(NEW_PASSWORD)
  await guest.getByRole('button', { name: 'Choose password' }).click()
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await other.reload()
  await expect(other).toHaveURL(/sign-in/)

  await expect(guest.getByRole('banner').getByRole('button', { name: 'Issue code' })).toHaveCount(0)
  await page.getByRole('main').getByRole('button', { name: 'Change role' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change role' })
  await dialog.getByLabel('Role').selectOption({ value: 'operator' })
  await dialog.getByRole('button', { name: 'Change role' }).click()
  await expect(page.getByText(`${person.name} is operator now.`)).toBeVisible()
  await guest.reload()
  await expect(guest.getByText('Your role was changed by')).toBeVisible()
  await expect(guest.getByRole('banner').getByRole('button', { name: 'Issue code' })).toBeVisible()
  const [event] = await database.run(
    `SELECT changes FROM "AuditEvent" WHERE action = 'person.role_changed' AND target = $1`,
    [person.id],
  )
  expect(JSON.parse(String(event?.changes))).toEqual({ role: ['viewer', 'operator'] })
})

test('access keys of somebody who was deactivated are refused from the next call on', async ({
  signedIn,
  database,
  app,
}) => {
  const key = await addAccessKey(database)
  const owner = await addPerson(database, 'operator')
  await database.run('UPDATE "AccessKey" SET "ownerId" = $1 WHERE id = $2', [
    owner.id,
    key.accessKeyId,
  ])
  expect((await send(app.url, callV1(key, 'ListAccessTokens'))).status).toBe(200)
  const { page } = await signedIn('administrator', `/people/${owner.id}`)
  await change(page, 'Deactivate')
  await expect(page.getByText('Owner deactivated')).toBeVisible()
  expect((await send(app.url, callV1(key, 'ListAccessTokens'))).body.Code).toBe(
    'InvalidAccessKeyId.Inactive',
  )
})

test('an administrator ends one session of somebody, then all; what they typed stays', async ({
  signedIn,
  database,
}) => {
  const { page: other, person } = await signedIn('operator', '/tokens')
  await addSession(database, person)
  const { page } = await signedIn('administrator', `/people/${person.id}`)
  const sessions = page.getByRole('region', { name: 'Sessions' })
  await expect(sessions.getByRole('listitem')).toHaveCount(2)
  const name = uniqueName()
  await issueForm(other).getByLabel('Name').fill(name)
  await sessions.getByRole('button', { name: 'End session', exact: true }).first().click()
  await expect(sessions.getByRole('listitem')).toHaveCount(1)
  await sessions.getByRole('button', { name: 'End all sessions' }).click()
  await expect(sessions.getByText('Signed in nowhere.')).toBeVisible()
  await issueForm(other).getByRole('button', { name: 'Issue code' }).click()
  await expect(issueForm(other).getByText('Your session has ended.')).toBeVisible()
  await expect(issueForm(other).getByLabel('Name')).toHaveValue(name)
})

test('what widens power asks who is at the screen, and keeps what was typed', async ({
  signedIn,
  database,
}) => {
  const { page, person } = await signedIn('administrator', '/people')
  await database.run('UPDATE "Session" SET "provenAt" = $1 WHERE "userId" = $2', [
    '2020-01-01T00:00:00.000+00:00',
    person.id,
  ])
  await page.getByRole('button', { name: 'Invite a person' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite a person' })
  const name = `Emmy ${uniqueName().slice(5, 20)}`
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Email').fill(`${uniqueName()}@example.com`)
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  const proof = page.getByRole('dialog', { name: 'Confirm who you are' })
  await expectAccessible(page)
  await expect(proof.getByLabel('Password')).toBeFocused()
  await proof.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByText('Nothing was changed: confirm who you are first.')).toBeVisible()
  await expect(dialog.getByLabel('Name')).toHaveValue(name)
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  await proof.getByLabel('Password').fill('not my password')
  await proof.getByRole('button', { name: 'Confirm' }).click()
  await expect(proof.getByText('This is not your password.')).toBeVisible()
  await proof.getByLabel('Password').fill('correct horse battery')
  await proof.getByRole('button', { name: 'Confirm' }).click()
  await takeLink(page)
  // Proven once, it is not asked again for a while.
  await invite(page, { name: `${name} 2`, email: `${uniqueName()}@example.com`, role: 'viewer' })
})

test('nobody changes themselves, and the last administrator stays', async ({ signedIn }) => {
  const { page, person } = await signedIn('administrator', '/people')
  await page.goto(`/people/${person.id}`)
  await expect(page.getByRole('main').getByRole('button', { name: 'Deactivate' })).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('button', { name: 'Change role' })).toHaveCount(0)
})

test('people are searched, filtered and ordered; for others there is no such page', async ({
  signedIn,
  database,
}) => {
  const { page } = await signedIn('administrator', '/people')
  const person = await addPerson(database, 'auditor')
  await page.getByLabel('Search').fill(person.name.toUpperCase())
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  const table = page.getByRole('table', { name: 'People' })
  await expect(table.getByRole('row')).toHaveCount(2)
  await page.getByRole('search', { name: 'People' }).getByLabel('Role').selectOption('Operator')
  await expect(page.getByText('Nobody matches.')).toBeVisible()
  await page.getByRole('link', { name: 'Show all' }).click()
  await page.getByLabel('State').selectOption('Active')
  await page.getByLabel('Second factor').selectOption('Off')
  await page.getByLabel('Order').selectOption('Newest first')
  await expect(table.getByRole('row').nth(1)).toContainText(person.name)
  await expectAccessible(page)
  for (const role of ['viewer', 'auditor', 'operator'] as const) {
    const { page: other } = await signedIn(role, '/people')
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('There is no such page')
    await expect(other.getByRole('link', { name: 'People' })).toHaveCount(0)
  }
})

test('a person is told of a sign-in from elsewhere, whoever sits there is not', async ({
  signedIn,
  visitor,
}) => {
  const { page, person } = await signedIn('viewer', '/tokens', { by: 'password' })
  const elsewhere = await visitor()
  await elsewhere.request.post('/api/auth/sign-in', {
    data: { email: person.email, password: 'correct horse battery' },
  })
  await elsewhere.goto('/')
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await expect(elsewhere.getByRole('region', { name: 'News for you' })).toHaveCount(0)
  await page.reload()
  await expect(
    page.getByText('Somebody signed in as you from an address not seen before'),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Seen' }).click()
  await expect(page.getByRole('region', { name: 'News for you' })).toHaveCount(0)
})
