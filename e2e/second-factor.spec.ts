import type { Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { expectAccessible } from './support/accessible'
import { startConsole } from './support/console'
import { expect, test } from './support/fixtures'
import { addPerson, addSession, PASSWORD } from './support/people'
import { createTestDatabase } from './support/test-database'

/**
 * The code that an app shows, or will show so many steps later. One of the step before would be
 * refused where half a minute ends before it is checked.
 */
function codeOf(secret: string, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  return totp.generate({ timestamp: Date.now() + steps * 30_000 })
}

/** Sets up an authenticator under Account. @returns its secret and the recovery codes */
async function setUp(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.getByRole('button', { name: 'Set up authenticator' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set up an authenticator' })
  await dialog.getByLabel('Password').fill('not my password')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(dialog.getByText('This is not your password.')).toBeVisible()
  await dialog.getByLabel('Password').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(dialog.getByRole('img', { name: 'QR code' })).toBeVisible()
  await expectAccessible(page)
  const secret = await dialog.getByLabel('Secret').inputValue()
  const code = dialog.getByLabel('Code from your authenticator app')
  await code.fill('000000')
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(dialog.getByText('This code is wrong.')).toBeVisible()
  await code.fill(codeOf(secret))
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  return { secret, codes: await takeCodes(page) }
}

async function takeCodes(page: Page): Promise<string[]> {
  const shown = page.getByRole('dialog', { name: 'Recovery codes' })
  const codes = (await shown.getByLabel('Recovery codes').inputValue()).split('\n')
  expect(new Set(codes).size).toBe(10)
  await expectAccessible(page)
  await shown.getByRole('button', { name: 'Done' }).click()
  await shown.getByRole('button', { name: 'Close without copying' }).click()
  return codes
}

async function signIn(page: Page, email: string, password = PASSWORD) {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const codeField = (page: Page) => page.getByLabel('Code from your authenticator app')

test('an authenticator is set up, signs in with each code once, is renewed and removed', async ({
  signedIn,
  visitor,
  database,
  app,
}) => {
  test.slow()
  const { page, person } = await signedIn('operator', '/settings/account')
  const { secret, codes } = await setUp(page)
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible()

  const other = await visitor()
  await signIn(other, person.email)
  await expect(other.getByText('Your password is right.')).toBeVisible()
  await expectAccessible(other)
  // The one after, since setting up has spent the first; a phone's clock may be ahead.
  const used = codeOf(secret, 1)
  await codeField(other).fill(used)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Overview')

  // A code counts once, also within its half minute.
  const third = await visitor()
  await signIn(third, person.email)
  await codeField(third).fill(used)
  await third.getByRole('button', { name: 'Sign in' }).click()
  await expect(third.getByText('This code is wrong, or was used before.')).toBeVisible()
  await third.getByRole('button', { name: 'Use a recovery code' }).click()
  await third.getByLabel('Recovery code').fill((codes[3] ?? '').toUpperCase().replaceAll('-', ' '))
  await third.getByRole('button', { name: 'Sign in' }).click()
  await expect(third.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await third.goto('/settings/account')
  await expect(third.getByText('9 recovery codes are left.')).toBeVisible()
  const again = await visitor()
  await signIn(again, person.email)
  await again.getByRole('button', { name: 'Use a recovery code' }).click()
  await again.getByLabel('Recovery code').fill(codes[3] ?? '')
  await again.getByRole('button', { name: 'Sign in' }).click()
  await expect(again.getByText('This code is wrong, or was used before.')).toBeVisible()

  await page.reload()
  await page.getByRole('button', { name: 'Renew recovery codes' }).click()
  await page.getByRole('dialog').getByLabel('Password').fill(PASSWORD)
  await page.getByRole('dialog').getByRole('button', { name: 'Renew' }).click()
  expect(await takeCodes(page)).not.toContain(codes[5])
  await page.getByRole('button', { name: 'Remove authenticator' }).click()
  await page.getByRole('dialog').getByLabel('Password').fill(PASSWORD)
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('button', { name: 'Set up authenticator' })).toBeVisible()
  await signIn(again, person.email)
  await expect(again.getByRole('heading', { level: 1 })).toHaveText('Overview')

  const dump = await database.dump()
  for (const found of [secret, ...codes]) {
    expect(dump).not.toContain(found)
    expect(dump).not.toContain(found.replaceAll('-', ''))
    expect(app.output()).not.toContain(found)
  }
})

test('wrong codes are counted per person, and the password alone tells nothing more', async ({
  signedIn,
  visitor,
}) => {
  const { page, person } = await signedIn('operator', '/settings/account')
  await setUp(page)
  const guest = await visitor()
  const answer = await guest.request.post('/api/auth/sign-in', {
    data: { email: person.email, password: PASSWORD },
  })
  expect(answer.status()).toBe(401)
  const { waiting } = await answer.json()
  const statuses: number[] = []
  for (let attempt = 0; attempt < 12; attempt++) {
    const elsewhere = await visitor()
    const tried = await elsewhere.request.post('/api/auth/second-factor', {
      data: { waiting, code: String(100_000 + attempt) },
    })
    statuses.push(tried.status())
  }
  expect(statuses.slice(0, 10).every((status) => status === 401)).toBe(true)
  expect(statuses.at(-1)).toBe(429)
})

test('an administrator resets the second factor of somebody who has lost it', async ({
  signedIn,
  visitor,
}) => {
  const { page: other, person } = await signedIn('operator', '/settings/account')
  await setUp(other)
  const { page } = await signedIn('administrator', `/people/${person.id}`)
  await page.getByRole('main').getByRole('button', { name: 'Reset second factor' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click()
  await expect(page.getByText(`The second factor of ${person.name} was reset.`)).toBeVisible()
  await other.reload()
  await expect(other).toHaveURL(/sign-in/)
  const guest = await visitor()
  await signIn(guest, person.email)
  await expect(guest.getByText('reset your second factor')).toBeVisible()
})

test('a passkey signs in alone, and counts as the second factor after a password', async ({
  signedIn,
  database,
}) => {
  const { page, context, person } = await signedIn('operator', '/settings/account')
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' })
  await dialog.getByLabel('Password').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await dialog.getByLabel('Name').fill('My laptop')
  await dialog.getByRole('button', { name: 'Make the passkey' }).click()
  await expect(page.getByText('My laptop')).toBeVisible()

  await context.clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')

  await context.clearCookies()
  await signIn(page, person.email)
  await expect(page.getByText('Your password is right.')).toBeVisible()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')

  await database.run('UPDATE "Session" SET "provenAt" = $1 WHERE "userId" = $2', [
    '2020-01-01T00:00:00.000+00:00',
    person.id,
  ])
  await page.goto('/settings/account')
  await page.getByRole('button', { name: 'Remove My laptop' }).click()
  await page
    .getByRole('dialog', { name: 'Confirm who you are' })
    .getByRole('button', { name: 'Use a passkey' })
    .click()
  await expect(page.getByText('My laptop')).toHaveCount(0)
})

test('a required second factor is set up at the next sign-in, and locks nobody out', async ({
  provider,
  browser,
}) => {
  const database = await createTestDatabase(provider)
  const app = await startConsole({ DATABASE_URL: database.url })
  const administrator = await addPerson(database, 'administrator')
  const operator = await addPerson(database, 'operator')
  const [context, other] = [
    await browser.newContext({ baseURL: app.url }),
    await browser.newContext({ baseURL: app.url }),
  ]
  await context.addCookies([{ ...(await addSession(database, administrator)), url: app.url }])
  const page = await context.newPage()
  await page.goto('/settings/sign-in')
  await page.getByLabel('Require a second factor').selectOption('Everybody')
  await page.getByLabel('Sessions end without use').fill('0')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByText('Enter a whole number of hours from 1 to 168.')).toBeVisible()
  await page.getByLabel('Sessions end without use').fill('2')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByText('Saved')).toBeVisible()
  // Whoever is in stays in.
  await page.goto('/tokens')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Activation codes')

  const guest = await other.newPage()
  await guest.goto('/sign-in?next=%2Fsources')
  await guest.getByLabel('Email').fill(operator.email)
  await guest.getByLabel('Password').fill(PASSWORD)
  await guest.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Set up a second factor')
  await expectAccessible(guest)
  await guest.goto('/tokens')
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Set up a second factor')
  expect((await guest.request.get('/api/export/tokens')).status()).toBe(401)
  expect((await guest.request.get('/api/changes')).status()).toBe(401)
  await guest.getByRole('button', { name: 'Set up authenticator' }).click()
  const secret = await guest.getByLabel('Secret').inputValue()
  await codeField(guest).fill(codeOf(secret))
  await guest.getByRole('button', { name: 'Confirm' }).click()
  await takeCodes(guest)
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Activation codes')

  // A session that nobody used for so long is over.
  await database.run('UPDATE "Session" SET "usedAt" = $1, "createdAt" = $1', [
    new Date(Date.now() - 3 * 3_600_000).toISOString().replace('Z', '+00:00'),
  ])
  await guest.reload()
  await expect(guest).toHaveURL(/sign-in/)
  await Promise.all([context.close(), other.close()])
  await app.stop()
  await database.remove()
})
