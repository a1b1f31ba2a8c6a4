import { createHash } from 'node:crypto'
import type { BrowserContext, Page } from '@playwright/test'
import { freePort } from '../scripts/temporary-postgres'
import { type RunningConsole, startConsole } from './support/console'
import { test as base, expect, uniqueName } from './support/fixtures'
import { addPerson, addSession, PASSWORD } from './support/people'
import { startProvider, type TestProvider } from './support/provider'
import { createTestDatabase, type TestDatabase } from './support/test-database'

type World = {
  app: RunningConsole
  database: TestDatabase
  oidc: TestProvider
  /** A browser of its own, with a page at sign-in. */
  newcomer: () => Promise<Page>
  /** A new administrator who is signed in, with a page. */
  administrator: () => Promise<Page>
}

/** A console with a provider of single sign-on, and the settings of a test. */
const test = base.extend<{ begin: (environment?: Record<string, string>) => Promise<World> }>({
  begin: async ({ provider, browser }, use) => {
    const ends: (() => Promise<unknown>)[] = []
    await use(async (environment = {}) => {
      const database = await createTestDatabase(provider)
      const port = await freePort()
      const oidc = await startProvider(`http://localhost:${port}`)
      const app = await startConsole({
        PORT: String(port),
        DATABASE_URL: database.url,
        ADMIN_EMAIL: 'first@example.com',
        ADMIN_PASSWORD: PASSWORD,
        ...oidc.environment,
        ...environment,
      })
      const contexts: BrowserContext[] = []
      ends.push(async () => {
        for (const context of contexts) await context.close()
        await app.stop()
        await oidc.stop()
        await database.remove()
      })
      const newcomer = async () => {
        const context = await browser.newContext({ baseURL: app.url })
        contexts.push(context)
        const page = await context.newPage()
        await page.goto('/sign-in')
        return page
      }
      const administrator = async () => {
        const page = await newcomer()
        const person = await addPerson(database, 'administrator')
        await page.context().addCookies([{ ...(await addSession(database, person)), url: app.url }])
        return page
      }
      return { app, database, oidc, newcomer, administrator }
    })
    for (const end of ends) await end()
  },
})

const ROLES = { OIDC_ROLES: 'staff=operator, chiefs=administrator' }

const signInBy = (page: Page) => page.getByRole('link', { name: 'Sign in with Example ID' }).click()
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('a colleague comes in by the provider, and is out when deactivated', async ({ begin }) => {
  test.slow()
  const { oidc, newcomer, administrator, app } = await begin(ROLES)
  const name = `Grace ${uniqueName().slice(5, 15)}`
  oidc.accounts.set('grace', {
    email: 'grace@example.com',
    email_verified: true,
    name,
    groups: ['other', 'staff'],
  })
  oidc.current = 'grace'
  const page = await newcomer()
  await signInBy(page)
  await expect(heading(page)).toHaveText('Overview')
  await expect(page.getByRole('banner').getByRole('button', { name: 'Issue code' })).toBeVisible()

  const boss = await administrator()
  await boss.goto('/people?search=grace')
  await boss.getByRole('link', { name }).click()
  await expect(boss.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(boss.getByText('Single sign-on', { exact: true })).toBeVisible()
  await boss.getByRole('main').getByRole('button', { name: 'Deactivate' }).click()
  await boss.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
  await expect(boss.getByText(`${name} was deactivated.`)).toBeVisible()
  await page.reload()
  await expect(page).toHaveURL(/sign-in/)
  await signInBy(page)
  await expect(page.getByText('An administrator has deactivated you.')).toBeVisible()

  await boss.getByRole('main').getByRole('button', { name: 'Activate' }).click()
  await boss.getByRole('dialog').getByRole('button', { name: 'Activate' }).click()
  await expect(boss.getByText(`${name} was activated.`)).toBeVisible()
  // The role follows the claims at every sign-in.
  oidc.accounts.set('grace', { email: 'grace@example.com', groups: ['chiefs'] })
  await signInBy(page)
  await expect(page.getByRole('link', { name: 'People' })).toBeVisible()
  oidc.accounts.set('grace', { email: 'grace@example.com', groups: [] })
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  const further = page.getByRole('link', { name: 'Sign out of Example ID too' })
  const there = await page.request.get((await further.getAttribute('href')) ?? '', {
    maxRedirects: 0,
  })
  expect(there.headers().location).toContain(`${oidc.issuer}/session/end?`)
  await signInBy(page)
  await expect(
    page.getByText('No role follows from your account: its claim "groups"'),
  ).toBeVisible()
  expect(app.output()).not.toContain('a-secret-of-the-provider')
})

test('an invited email is joined to its invitation where the provider has verified it', async ({
  begin,
}) => {
  const { oidc, newcomer, administrator, database } = await begin()
  const boss = await administrator()
  await boss.goto('/people')
  for (const name of ['Ada', 'Emmy']) {
    await boss.getByRole('button', { name: 'Invite a person' }).click()
    const dialog = boss.getByRole('dialog', { name: 'Invite a person' })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByLabel('Email').fill(`${name}@example.com`)
    await dialog.getByLabel('Role').selectOption({ value: 'auditor' })
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
    const shown = boss.getByRole('dialog', { name: 'Invitation link' })
    await shown.getByRole('button', { name: 'Done' }).click()
    await shown.getByRole('button', { name: 'Close without copying' }).click()
  }
  oidc.accounts.set('ada', { email: 'ada@example.com', email_verified: true, name: 'Somebody' })
  oidc.accounts.set('eve', { email: 'emmy@example.com', email_verified: false, name: 'Emmy' })
  oidc.current = 'eve'
  const page = await newcomer()
  await signInBy(page)
  await expect(page.getByText('No role follows from your account')).toBeVisible()
  oidc.current = 'ada'
  await page.context().clearCookies()
  await signInBy(page)
  await expect(heading(page)).toHaveText('Overview')
  expect(
    await database.run('SELECT name, role FROM "Person" WHERE email = $1', ['ada@example.com']),
  ).toEqual([{ name: 'Ada', role: 'auditor' }])
})

test('whoever holds the invitation goes on to single sign-on with it', async ({ begin }) => {
  const { oidc, newcomer, administrator } = await begin()
  const boss = await administrator()
  await boss.goto('/people')
  await boss.getByRole('button', { name: 'Invite a person' }).click()
  const dialog = boss.getByRole('dialog', { name: 'Invite a person' })
  await dialog.getByLabel('Name').fill('Lise')
  await dialog.getByLabel('Email').fill('lise@example.com')
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  const link = await boss.getByLabel('Invitation link').last().inputValue()
  oidc.accounts.set('l', { email: 'other@example.com' })
  oidc.current = 'l'
  const page = await newcomer()
  await page.goto(link)
  await page.getByRole('button', { name: 'Go on with Example ID' }).click()
  await expect(heading(page)).toHaveText('Overview')
  await page.getByRole('button', { name: 'Your account' }).click()
  await expect(page.getByRole('menu').getByText('Lise')).toBeVisible()
})

test('an email alone is nobody: who is there already joins with their password', async ({
  begin,
}) => {
  const { oidc, newcomer, database } = await begin({ OIDC_DEFAULT_ROLE: 'viewer' })
  const person = await addPerson(database, 'operator')
  oidc.accounts.set('x', { email: person.email, email_verified: true })
  oidc.current = 'x'
  const page = await newcomer()
  await signInBy(page)
  await expect(page.getByText('Somebody here has your email already.')).toBeVisible()
  await page.getByLabel('Email').fill(person.email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(heading(page)).toHaveText('Overview')
  await page.goto('/settings/account')
  await page.getByRole('button', { name: 'Join Example ID' }).click()
  await expect(page.getByText('You sign in with Example ID too.')).toBeVisible()
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await signInBy(page)
  await expect(heading(page)).toHaveText('Overview')
})

const NOW = () => Math.floor(Date.now() / 1_000)

test('what can not be trusted lets nobody in: issuer, nonce, time, code, claims', async ({
  begin,
}) => {
  test.slow()
  const { oidc, newcomer, database } = await begin({ OIDC_DEFAULT_ROLE: 'viewer' })
  oidc.accounts.set('grace', { email: 'grace@example.com', name: 'Grace' })
  oidc.current = 'grace'
  const page = await newcomer()
  for (const wrong of [
    { iss: 'http://localhost:1' },
    { nonce: 'another' },
    { exp: NOW() - 3_600 },
    { aud: 'another console' },
    { iat: NOW() + 3_600, nbf: NOW() + 3_600 },
    { sub: undefined },
  ]) {
    oidc.tamper = (claims) => ({ ...claims, ...wrong })
    await signInBy(page)
    await expect(page.getByText('The answer of Example ID could not be trusted.')).toBeVisible()
    expect(await database.run('SELECT "personId" FROM "Identity"')).toEqual([])
  }
  // Clocks may be a little apart.
  oidc.tamper = (claims) => ({ ...claims, exp: NOW() - 20, iat: NOW() - 320 })
  const returning = page.waitForRequest(/\/api\/auth\/oidc\/callback/)
  await signInBy(page)
  await expect(heading(page)).toHaveText('Overview')
  // A code is good once, and with the browser that began.
  const callback = (await returning).url()
  const thief = await newcomer()
  await thief.goto(callback)
  await expect(thief.getByText('This took too long, or came from another browser.')).toBeVisible()
  await page.context().clearCookies()
  await page.goto(callback)
  await expect(page.getByText('This took too long, or came from another browser.')).toBeVisible()

  oidc.tamper = undefined
  oidc.accounts.set('nameless', { name: 'Nobody' })
  oidc.current = 'nameless'
  const other = await newcomer()
  await signInBy(other)
  await expect(
    other.getByText('Example ID tells no email of you, in its claim "email".'),
  ).toBeVisible()
})

test('a provider that is away, or another one, is told of; passwords still sign in', async ({
  begin,
}) => {
  const { oidc, newcomer } = await begin({ OIDC_DEFAULT_ROLE: 'viewer' })
  oidc.accounts.set('grace', { email: 'grace@example.com' })
  oidc.current = 'grace'
  const early = await newcomer()
  await signInBy(early)
  await expect(heading(early)).toHaveText('Overview')
  await oidc.stop()
  const page = await newcomer()
  await signInBy(page)
  await expect(page.getByText('Example ID does not answer.')).toBeVisible()
  await oidc.start()
  oidc.pretendedIssuer = 'http://localhost:1'
  await signInBy(page)
  await expect(page.getByText(/Example ID does not answer|could not be trusted/)).toBeVisible()
  await page.getByLabel('Email').fill('first@example.com')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(heading(page)).toHaveText('Overview')
  oidc.pretendedIssuer = undefined
  const other = await newcomer()
  await signInBy(other)
  await expect(heading(other)).toHaveText('Overview')
})

test('passwords are turned off only where people still come in', async ({ begin }) => {
  const { oidc, newcomer, administrator, database } = await begin(ROLES)
  const boss = await administrator()
  await boss.goto('/settings/sign-in')
  const off = async () => {
    await boss.getByLabel('Password sign-in').selectOption('Off')
    await boss.getByRole('button', { name: 'Save settings' }).click()
  }
  await off()
  await expect(boss.getByText('no administrator has come in by single sign-on yet')).toBeVisible()
  oidc.accounts.set('chief', { email: 'chief@example.com', groups: ['chiefs'] })
  oidc.current = 'chief'
  const chief = await newcomer()
  await signInBy(chief)
  await expect(heading(chief)).toHaveText('Overview')
  await off()
  await expect(boss.getByText('one administrator must have a password and a second')).toBeVisible()
  await database.run(
    `INSERT INTO "Authenticator" ("personId", secret, "secretKeyId", "createdAt", "lastStep")
     SELECT id, 'x', 'x', "createdAt", 0 FROM "Person" WHERE email = $1`,
    ['first@example.com'],
  )
  await off()
  await expect(boss.getByText('Saved')).toBeVisible()

  const person = await addPerson(database, 'operator')
  const page = await newcomer()
  await expect(page.getByLabel('Password')).toHaveCount(0)
  const signIn = (email: string) =>
    page.request.post('/api/auth/sign-in', { data: { email, password: PASSWORD } })
  expect(await (await signIn(person.email)).json()).toMatchObject({ reason: 'passwords_off' })
  const { reason, waiting } = await (await signIn('first@example.com')).json()
  expect(reason).toBe('second_factor')
  const recoveryCode = 'abcdabcdabcdabcd'
  await database.run(
    `INSERT INTO "RecoveryCode" ("personId", "codeHash")
     SELECT id, $2 FROM "Person" WHERE email = $1`,
    ['first@example.com', createHash('sha256').update(recoveryCode).digest('hex')],
  )
  const inEmergency = await page.request.post('/api/auth/second-factor', {
    data: { waiting, recoveryCode },
  })
  expect(inEmergency.status()).toBe(200)
  await boss.goto('/audit?action=session.in_emergency')
  await expect(boss.getByRole('table', { name: 'Audit' }).getByRole('row')).toHaveCount(2)
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Emergency sign-in with a password' }).click()
  await expect(page.getByLabel('Password')).toBeVisible()
})
