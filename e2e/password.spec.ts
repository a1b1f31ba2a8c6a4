import { spawn } from 'node:child_process'
import { SECRET } from './support/console'
import { expect, test } from './support/fixtures'
import { addPerson, addSession, PASSWORD } from './support/people'
import type { TestDatabase } from './support/test-database'

const NEW_PASSWORD = 'quite another horse, and more'

/**
 * Runs npm run password with a password on standard input; or typed on a terminal, as often as it
 * asks.
 */
function resetPassword(
  database: TestDatabase,
  email: string,
  password: string,
  isOnTerminal = false,
) {
  const env = { ...process.env, DATABASE_URL: database.url, CONSOLE_SECRET: SECRET }
  const command = ['node', 'scripts/password.mjs', email]
  const child = isOnTerminal
    ? spawn('script', ['-qec', command.join(' '), '/dev/null'], { env })
    : spawn('node', command.slice(1), { env })
  return new Promise<{ status: number | null; output: string }>((resolve) => {
    let output = ''
    let asked = 0
    const listen = (chunk: Buffer) => {
      output += chunk
      const questions = output.match(/New password: |The same again: /g)?.length ?? 0
      for (; asked < questions; asked++) child.stdin.write(`${password}\r`)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('close', (status) => resolve({ status, output }))
    if (!isOnTerminal) child.stdin.end(`${password}\n`)
  })
}

test('who forgot their password gets a new one on the machine, which ends their sessions', async ({
  app,
  database,
  request,
  signedIn,
}) => {
  const person = await addPerson(database, 'administrator')
  const session = await addSession(database, person)
  const tokens = () =>
    request.get(`${app.url}/tokens`, {
      headers: { cookie: `${session.name}=${session.value}` },
      maxRedirects: 0,
    })
  const signIn = (password: string) =>
    request.post(`${app.url}/api/auth/sign-in`, { data: { email: person.email, password } })
  expect((await tokens()).status()).toBe(200)
  const reset = await resetPassword(database, person.email.toUpperCase(), NEW_PASSWORD)
  expect(reset).toMatchObject({ status: 0, output: expect.stringContaining('has a new password') })
  expect((await tokens()).status()).toBe(307)
  expect((await signIn(PASSWORD)).status()).toBe(401)
  expect((await signIn(NEW_PASSWORD)).status()).toBe(200)
  expect(await database.dump()).not.toContain(NEW_PASSWORD)

  const { page } = await signedIn('administrator', '/audit?action=person.password_reset')
  await expect(page.getByRole('table')).toContainText('Terminal')
  await expect(page.getByRole('table')).toContainText('Reset a password')
})

test('the terminal asks twice for the new password, and shows it never', async ({
  app,
  database,
  request,
}) => {
  const { email } = await addPerson(database, 'viewer')
  const typed = await resetPassword(database, email, NEW_PASSWORD, true)
  expect(typed).toMatchObject({ status: 0, output: expect.stringContaining('has a new password') })
  expect(typed.output).not.toContain(NEW_PASSWORD)
  const answer = await request.post(`${app.url}/api/auth/sign-in`, {
    data: { email, password: NEW_PASSWORD },
  })
  expect(answer.status()).toBe(200)
})

test('an unknown person and a weak password are refused, and nothing is changed', async ({
  app,
  database,
  request,
}) => {
  const { email } = await addPerson(database, 'viewer')
  expect(await resetPassword(database, 'nobody@example.com', NEW_PASSWORD)).toMatchObject({
    status: 1,
    output: expect.stringContaining('Nobody here has the email nobody@example.com'),
  })
  expect(await resetPassword(database, email, 'short')).toMatchObject({
    status: 1,
    output: expect.stringContaining('12 to 128'),
  })
  expect(
    (
      await request.post(`${app.url}/api/auth/sign-in`, { data: { email, password: PASSWORD } })
    ).status(),
  ).toBe(200)
})
