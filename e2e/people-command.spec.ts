import { spawnSync } from 'node:child_process'
import { SECRET } from './support/console'
import { expect, test, uniqueName } from './support/fixtures'
import { addPerson, addSession } from './support/people'

test('the terminal lists, invites, resets and sets roles while the console runs', async ({
  app,
  database,
  visitor,
  signedIn,
}) => {
  const run = (...words: string[]) => {
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
  }
  const person = await addPerson(database, 'viewer')
  await addSession(database, person)
  expect(run('list').output).toContain(`${person.email}\tviewer\tactive`)
  expect(run('set-role', person.email.toUpperCase(), '--role', 'operator').output).toContain(
    `${person.name} is operator now.`,
  )
  expect(run('reset-second-factor', person.email)).toMatchObject({
    status: 1,
    output: expect.stringContaining('This person has no second factor.'),
  })
  const email = `${uniqueName()}@example.com`
  const invited = run(
    'invite',
    email,
    '--name',
    `Terminal ${email.slice(5, 20)}`,
    '--role',
    'auditor',
  )
  const invitation = /http:\S+#[\w-]{43}/.exec(invited.output)?.[0] ?? ''
  const guest = await visitor()
  await guest.goto(invitation)
  await expect(guest.getByText('as auditor')).toBeVisible()
  const reset = /http:\S+#[\w-]{43}/.exec(run('reset-password', person.email).output)?.[0] ?? ''
  await guest.goto('about:blank')
  await guest.goto(reset)
  await guest.getByLabel('Password').fill('quite another horse, and more')
  await guest.getByRole('button', { name: 'Choose password' }).click()
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await expect(guest.getByText('Your role was changed by terminal')).toBeVisible()
  expect(run('allow-passwords').output).toContain('Passwords sign in again.')
  for (const wrong of [['invite'], ['set-role', person.email, '--role', 'king'], ['nonsense'], []])
    expect(run(...wrong).status, wrong.join(' ')).toBe(1)
  const { page } = await signedIn('administrator', `/audit?target=${person.id}`)
  await expect(page.getByRole('table', { name: 'Audit' })).toContainText('terminal')
})
