import { startConsole } from './support/console'
import { codeDialog, expect, issueCode, test, uniqueName } from './support/fixtures'
import { createTestDatabase } from './support/test-database'

test('a new console is set up with the printed link, once, and then issues its first code', async ({
  browser,
  provider,
}) => {
  const database = await createTestDatabase(provider)
  const app = await startConsole({ DATABASE_URL: database.url })
  const link = /http:\/\/\S+\/setup\?token=\S+/.exec(app.output())?.[0] ?? ''
  expect(link).toContain(app.url)
  const page = await browser.newPage({ baseURL: app.url })

  await test.step('without the token the page stays shut', async () => {
    for (const path of ['/setup', '/setup?token=', '/setup?token=wrong', `${link.slice(0, -1)}`]) {
      await page.goto(path)
      await expect(page.getByText('opens only with the set-up link')).toBeVisible()
      await expect(page.getByLabel('Password')).toHaveCount(0)
    }
    const answer = await page.request.post('/api/auth/set-up', {
      data: {
        token: 'wrong',
        name: 'Eve',
        email: 'eve@example.com',
        password: 'correct horse battery',
      },
    })
    expect(answer.status()).toBe(403)
  })

  await test.step('sign-in says that the console is not set up yet', async () => {
    await page.goto('/')
    await expect(page).toHaveURL(/\/sign-in\?next=/)
    await expect(page.getByText('not set up yet')).toBeVisible()
  })

  await test.step('the form names what is wrong', async () => {
    await page.goto(link)
    await expect(page.getByLabel('Name')).toBeFocused()
    await page.getByLabel('Email').fill('ada')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await expect(page.getByText('Enter a name.')).toBeVisible()
    await expect(page.getByText('Enter an email address')).toBeVisible()
    await expect(page.getByText('Password must have 12 to 128 characters.')).toBeVisible()
    await expect(page.getByLabel('Name')).toBeFocused()
  })

  await test.step('the first administrator is made and signed in', async () => {
    await page.getByLabel('Name').fill('Ada Lovelace')
    await page.getByLabel('Email').fill('ada@example.com')
    await page.getByLabel('Password').fill('correct horse battery')
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
    await page.getByRole('link', { name: 'Codes', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Activation codes' })).toBeVisible()
    await expect(page.getByText('No activation codes yet')).toBeVisible()
    await issueCode(page, uniqueName())
    await expect(codeDialog(page)).toBeVisible()
  })

  await test.step('the link is dead for ever', async () => {
    const visitor = await browser.newPage({ baseURL: app.url })
    await visitor.goto(link)
    await expect(visitor.getByText('The console is set up.')).toBeVisible()
    const token = new URL(link).searchParams.get('token')
    const answer = await visitor.request.post('/api/auth/set-up', {
      data: { token, name: 'Eve', email: 'eve@example.com', password: 'correct horse battery' },
    })
    expect(answer.status()).toBe(409)
    await app.stop()
    const again = await startConsole({ DATABASE_URL: database.url })
    expect(again.output()).not.toContain('/setup')
    await again.stop()
  })
  await database.remove()
})

test('two set-ups at once make one administrator', async ({ provider, request }) => {
  const database = await createTestDatabase(provider)
  const app = await startConsole({ DATABASE_URL: database.url })
  const token = /token=(\S+)/.exec(app.output())?.[1]
  const setUp = (name: string) =>
    request.post(`${app.url}/api/auth/set-up`, {
      data: { token, name, email: `${name}@example.com`, password: 'correct horse battery' },
    })
  const answers = await Promise.all(['ada', 'eve', 'ida', 'una'].map(setUp))
  expect(answers.map((answer) => answer.status()).sort()).toEqual([200, 409, 409, 409])
  expect(await database.run('SELECT id FROM "Person"')).toHaveLength(1)
  await app.stop()
  await database.remove()
})

test('the environment can name the first administrator, and does nothing afterwards', async ({
  provider,
  request,
}) => {
  const database = await createTestDatabase(provider)
  const environment = {
    DATABASE_URL: database.url,
    ADMIN_EMAIL: 'Root@localhost',
    ADMIN_PASSWORD: 'correct horse battery',
  }
  for (const password of ['correct horse battery', 'another horse battery']) {
    const app = await startConsole({ ...environment, ADMIN_PASSWORD: password })
    expect(app.output()).not.toContain('/setup')
    expect(app.output().includes('ADMIN_PASSWORD have no effect')).toBe(
      password !== 'correct horse battery',
    )
    const answer = await request.post(`${app.url}/api/auth/sign-in`, {
      data: { email: 'root@localhost', password: 'correct horse battery' },
    })
    expect(answer.status()).toBe(200)
    await app.stop()
  }
  await database.remove()
})
