import { expect, test } from './support/fixtures'
import { addPerson, PASSWORD } from './support/people'

test('a signed-out visitor signs in and lands where they wanted to go', async ({ visitor, database }) => {
  const person = await addPerson(database, 'operator')
  const page = await visitor()
  await page.goto('/settings/account?from=a+b')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Faccount/)
  await page.getByLabel('Email').fill(person.email)
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

test('wrong passwords are refused with one sentence, then throttled with a time to wait', async ({ visitor, database }) => {
  const person = await addPerson(database, 'operator')
  const page = await visitor()
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(person.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Email or password is wrong.')).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue(person.email)

  const attempt = (password: string) => page.request.post('/api/auth/sign-in', { data: { email: person.email, password } })
  const answers = await Promise.all(Array.from({ length: 12 }, () => attempt('not the password')))
  expect(answers.filter((answer) => answer.status() === 401)).toHaveLength(9)
  const refused = await attempt(PASSWORD)
  expect(refused.status()).toBe(429)
  expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0)

  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText(/Too many attempts\. Try again in \d+ (minute|second)/)).toBeVisible()
})

test('an address that a client makes up does not get around the throttle', async ({ app, request }) => {
  const attempt = (forwarded: string) =>
    request.post(`${app.url}/api/auth/sign-in`, {
      data: { email: 'nobody@example.com', password: 'not the password' },
      headers: { 'x-forwarded-for': `${forwarded}, 203.0.113.99`, 'x-client-address': forwarded },
    })
  const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => attempt(`198.51.100.${index}`)))
  expect(answers.filter((answer) => answer.status() === 429)).toHaveLength(2)
})

test('sign-out ends the session for good', async ({ signedIn }) => {
  const { page, context } = await signedIn('operator')
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
  for (const path of ['/api/auth/sign-up/email', '/api/auth/get-session', '/api/auth/list-sessions', '/api/auth/update-user']) {
    const answer = await page.request.post(path, { data: { email: 'eve@example.com', password: PASSWORD, name: 'Eve' } })
    expect(answer.status(), path).toBe(404)
  }
})

test('sign-in refuses what is not a small JSON object with text in it', async ({ visitor }) => {
  const page = await visitor()
  const post = (data: string, type: string) =>
    page.request.post('/api/auth/sign-in', { data: Buffer.from(data), headers: { 'content-type': type } })
  expect((await post('email=a&password=b', 'application/x-www-form-urlencoded')).status()).toBe(415)
  expect((await post('{', 'application/json')).status()).toBe(400)
  expect((await post('"text"', 'application/json')).status()).toBe(422)
  expect((await post('{"email":["a"],"password":7}', 'application/json')).status()).toBe(422)
  expect((await post(JSON.stringify({ email: 'a'.repeat(20_000) }), 'application/json')).status()).toBe(413)
})

test('cookies are out of the reach of scripts, and Secure under HTTPS', async ({ signedIn, database }) => {
  const { context, person } = await signedIn('viewer')
  const [cookie] = await context.cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false })

  const { startConsole } = await import('./support/console')
  const app = await startConsole({ DATABASE_URL: database.url, PUBLIC_URL: 'https://console.example.com' })
  expect(app.output()).toContain('is ready: https://console.example.com')
  const answer = await context.request.post(`${app.url}/api/auth/sign-in`, { data: { email: person.email, password: PASSWORD } })
  expect(answer.headers()['set-cookie']).toMatch(/^__Secure-.*HttpOnly.*Secure|^__Secure-.*Secure.*HttpOnly/)
  expect(answer.headers()['strict-transport-security']).toContain('max-age=')
  await app.stop()
})
