import { spawnSync } from 'node:child_process'
import { SECRET } from './support/console'
import { test as base, expect, uniqueName } from './support/fixtures'
import { addPerson } from './support/people'

/** Runs npm run people beside the console; each takes a slow machine some seconds. */
type Run = (...words: string[]) => { status: number | null; output: string }

const test = base.extend<{ run: Run }>({
  run: async ({ app, database }, use) => {
    await use((...words) => {
      const { status, stdout, stderr } = spawnSync('node', ['scripts/people.mjs', ...words], {
        encoding: 'utf8',
        env: {
          ...process.env,
          DATABASE_URL: database.url,
          CONSOLE_SECRET: SECRET,
          PUBLIC_URL: app.url,
        },
      })
      return { status, output: stdout + stderr }
    })
  },
})

const linkIn = (output: string) => /http:\S+#[\w-]{43}/.exec(output)?.[0] ?? ''

test('the terminal lists, invites and sets roles while the console runs', async ({
  run,
  database,
  visitor,
  signedIn,
}) => {
  test.slow()
  const person = await addPerson(database, 'viewer')
  expect(run('list').output).toContain(`${person.email}\tviewer\tactive`)
  expect(run('set-role', person.email.toUpperCase(), '--role', 'operator').output).toContain(
    `${person.name} is operator now.`,
  )
  const email = `${uniqueName()}@example.com`
  const name = `Terminal ${email.slice(5, 20)}`
  const guest = await visitor()
  await guest.goto(linkIn(run('invite', email, '--name', name, '--role', 'auditor').output))
  await expect(guest.getByText('as auditor')).toBeVisible()
  const { page } = await signedIn('administrator', `/audit?target=${person.id}`)
  await expect(page.getByRole('table', { name: 'Audit' })).toContainText('terminal')
})

test('the terminal lets somebody in again, and tells the person', async ({
  run,
  database,
  visitor,
}) => {
  test.slow()
  const person = await addPerson(database, 'viewer')
  const guest = await visitor()
  await guest.goto(linkIn(run('reset-password', person.email).output))
  await guest.getByLabel('Password').fill('quite another horse, and more')
  await guest.getByRole('button', { name: 'Choose password' }).click()
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await expect(guest.getByText('terminal made a link with which your password')).toBeVisible()
  expect(run('reset-second-factor', person.email)).toMatchObject({
    status: 1,
    output: expect.stringContaining('This person has no second factor.'),
  })
  expect(run('allow-passwords').output).toContain('Passwords sign in again.')
})

test('the terminal says what is wrong, and does nothing then', async ({ run, database }) => {
  test.slow()
  const { email } = await addPerson(database, 'viewer')
  for (const [words, message] of [
    [['invite'], 'Enter a name.'],
    [['set-role', email, '--role', 'king'], '--role must be one of'],
    [['reset-password', 'nobody@example.com'], 'Nobody here has the email'],
    [['nonsense'], 'npm run people -- list'],
  ] as const)
    expect(run(...words), words.join(' ')).toMatchObject({
      status: 1,
      output: expect.stringContaining(message),
    })
})
