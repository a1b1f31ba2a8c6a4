import { storedMoment } from '../test/stored-moment'
import { expect, test } from './support/fixtures'
import { addPerson, PASSWORD } from './support/people'

test('a signed-out visitor signs in and lands where they wanted to go', async ({
  visitor,
  database,
}) => {
  const person = await addPerson(database, 'operator')
  const page = await visitor()
  await page.goto('/settings/account?from=a+b')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Faccount/)
  await expect(page.getByLabel('Email')).toBeFocused()
  await page.keyboard.type(person.email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings\/account\?from=a\+b$/)
  await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible()
})

test('sign-in never leads to another site', async ({ visitor, database, app }) => {
  const person = await addPerson(database, 'viewer')
  const page = await visitor()
  await page.goto('/sign-in?next=//evil.example/x')
  await page.getByLabel('Email').fill(person.email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`${app.url}/`)
})

test('wrong passwords are refused with one sentence, then held up with a time to wait', async ({
  visitor,
  database,
}) => {
  const person = await addPerson(database, 'operator')
  const page = await visitor()
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(person.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Email or password is wrong.')).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue(person.email)

  const attempt = (password: string) =>
    page.request.post('/api/auth/sign-in', { data: { email: person.email, password } })
  // As long as they need: each that is looked at makes the next one wait longer.
  let refused = await attempt('not the password')
  for (let time = 0; time < 200 && refused.status() === 401; time++)
    refused = await attempt('not the password')
  expect(refused.status()).toBe(429)
  expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0)
  // As long as any delay is, so that it does not end before what follows.
  const later = storedMoment(Date.now() + 290_000)
  await database.run('UPDATE "Throttle" SET "blockedUntil" = $1 WHERE "blockedUntil" IS NOT NULL', [
    later,
  ])
  expect((await attempt(PASSWORD)).status()).toBe(429)

  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText(/Too many attempts\. Try again in \d+ (minute|second)/)).toBeVisible()
  await database.run('DELETE FROM "Throttle"')
})

/**
 * Sends attempts from addresses, however they are spelled, and counts those that were looked at.
 */
async function lookedAt(
  post: (address: string, email: string) => Promise<{ status(): number }>,
  addresses: string[],
  email?: string,
) {
  const answers = await Promise.all(
    addresses.map((address) => post(address, email ?? `${crypto.randomUUID()}@example.com`)),
  )
  return answers.filter((answer) => answer.status() !== 429).length
}

test('an account is tried ten times only, from however many addresses', async ({
  app,
  request,
  database,
}) => {
  const [victim, colleague] = [
    await addPerson(database, 'viewer'),
    await addPerson(database, 'viewer'),
  ]
  const post = (address: string, email: string, password = 'not the password') =>
    request.post(`${app.url}/api/auth/sign-in`, {
      data: { email, password },
      headers: { 'x-forwarded-for': address },
    })
  const everywhere = Array.from({ length: 30 }, (_, index) => `198.18.${index}.1`)
  expect(await lookedAt(post, everywhere, victim.email)).toBeLessThan(20)
  expect(await lookedAt(post, everywhere, victim.email.toUpperCase())).toBeLessThan(10)
  expect((await post('198.18.1.1', colleague.email, PASSWORD)).status()).toBe(200)
})

test('an address does not become another one by how it is spelled', async ({ app, request }) => {
  const post = (address: string, email: string) =>
    request.post(`${app.url}/api/auth/sign-in`, {
      data: { email, password: 'not the password' },
      headers: { 'x-forwarded-for': address, 'x-client-address': '203.0.113.1' },
    })
  const mapped = [
    '::ffff:203.0.113.78',
    '::ffff:cb00:714e',
    '[::FFFF:203.0.113.78]:443',
    '203.0.113.78',
  ]
  const one = (index: number) =>
    [`203.0.113.78:${1_000 + index}`, `198.51.100.${index}, 203.0.113.78`, mapped[index % 4] ?? ''][
      index % 3
    ] ?? ''
  const network = (index: number) =>
    index % 2 ? `[2001:0DB8:10:1:${index}::1]:${2_000 + index}` : `2001:db8:10:1:${index}:0:0:1`
  for (const spelled of [one, network])
    expect(
      await lookedAt(
        post,
        Array.from({ length: 45 }, (_, index) => spelled(index)),
      ),
    ).toBeLessThan(40)
})

test('sign-out ends the session for good', async ({ signedIn }) => {
  const { page, context } = await signedIn('operator', '/tokens', { by: 'password' })
  const cookies = await context.cookies()
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await context.addCookies(cookies)
  await page.goto('/tokens')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
})

test('nobody signs up, and nothing but our own doors is open', async ({ visitor }) => {
  const page = await visitor()
  for (const path of [
    '/api/auth/sign-up/email',
    '/api/auth/get-session',
    '/api/auth/list-sessions',
    '/api/auth/update-user',
  ]) {
    const answer = await page.request.post(path, {
      data: { email: 'eve@example.com', password: PASSWORD, name: 'Eve' },
    })
    expect(answer.status(), path).toBe(404)
  }
})

test('sign-in refuses what is not a small JSON object with text in it', async ({ visitor }) => {
  const page = await visitor()
  const post = (data: string, type: string) =>
    page.request.post('/api/auth/sign-in', {
      data: Buffer.from(data),
      headers: { 'content-type': type },
    })
  expect((await post('email=a&password=b', 'application/x-www-form-urlencoded')).status()).toBe(415)
  expect((await post('{', 'application/json')).status()).toBe(400)
  expect((await post('"text"', 'application/json')).status()).toBe(422)
  expect((await post('{"email":["a"],"password":7}', 'application/json')).status()).toBe(422)
  expect(
    (await post(JSON.stringify({ email: 'a'.repeat(20_000) }), 'application/json')).status(),
  ).toBe(413)
})

test('cookies are out of the reach of scripts, and Secure under HTTPS', async ({
  signedIn,
  database,
}) => {
  const { context, person } = await signedIn('viewer', '/tokens', { by: 'password' })
  const [cookie] = await context.cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false })

  const { startConsole } = await import('./support/console')
  const app = await startConsole({
    DATABASE_URL: database.url,
    PUBLIC_URL: 'https://console.example.com',
  })
  expect(app.output()).toContain('is ready: https://console.example.com')
  const answer = await context.request.post(`${app.url}/api/auth/sign-in`, {
    data: { email: person.email, password: PASSWORD },
  })
  expect(answer.headers()['set-cookie']).toMatch(
    /^__Host-(?=.*HttpOnly)(?=.*Secure)(?=.*Path=\/(;|$))(?!.*Domain)/,
  )
  expect(answer.headers()['strict-transport-security']).toMatch(/max-age=\d+; includeSubDomains/)
  await app.stop()
})
