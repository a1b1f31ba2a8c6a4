import { spawnSync } from 'node:child_process'
import { addAccessKey } from './support/access-keys'
import { expectAccessible } from './support/accessible'
import { SECRET, startConsole } from './support/console'
import { expect, test, uniqueName } from './support/fixtures'
import { callV1, send } from './support/smc'
import { createTestDatabase } from './support/test-database'

test('a new access key shows its secret once, works, and lists its calls', async ({
  signedIn,
  app,
  database,
}) => {
  const { page, person } = await signedIn('administrator', '/settings/access-keys')
  const name = uniqueName()
  await page.getByRole('button', { name: 'Create access key' }).click()
  await expect(page.getByText('Enter a name.')).toBeVisible()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create access key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Access key' })
  const accessKeySecret = await dialog.getByLabel('AccessKeySecret').inputValue()
  const accessKeyId = await dialog.getByLabel('AccessKeyId').inputValue()
  expect(accessKeySecret).toMatch(/^[A-Za-z0-9]{40}$/)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog.getByText('The secret was not copied. Once closed')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close without copying' }).click()

  const key = { accessKeyId, accessKeySecret, ownerId: person.id }
  expect((await send(app.url, callV1(key, 'CreateAccessToken'))).status).toBe(200)
  expect((await send(app.url, callV1(key, 'CreateAccessToken', { Count: '0' }))).status).toBe(400)
  expect(
    (await send(app.url, callV1({ ...key, accessKeySecret: 'x' }, 'ListAccessTokens'))).status,
  ).toBe(400)
  await page.getByRole('link', { name }).click()
  const calls = page.getByRole('table', { name: 'Latest calls' })
  await expect(calls.getByRole('row')).toHaveCount(4)
  await expect(calls).toContainText('OK')
  await expect(calls).toContainText('InvalidParameter')
  await expect(calls).toContainText('SignatureDoesNotMatch')
  await expect(page.getByText('just now').first()).toBeVisible()

  await page.getByRole('button', { name: 'Disable' }).click()
  const question = page.getByRole('dialog', { name: 'Disable this access key?' })
  await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await question.getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByText('Disabled', { exact: true })).toBeVisible()
  expect((await send(app.url, callV1(key, 'ListAccessTokens'))).body.Code).toBe(
    'InvalidAccessKeyId.Inactive',
  )
  await page.getByRole('button', { name: 'Enable' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Enable' }).click()
  await expect(page.getByText('Active', { exact: true })).toBeVisible()
  expect((await send(app.url, callV1(key, 'ListAccessTokens'))).status).toBe(200)
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(/\/settings\/access-keys$/)
  expect((await send(app.url, callV1(key, 'ListAccessTokens'))).body.Code).toBe(
    'InvalidAccessKeyId.NotFound',
  )
  expect(await database.dump()).not.toContain(accessKeySecret)
  expect(app.output()).not.toContain(accessKeySecret)
})

test('others see their own keys, may disable them, and create none', async ({
  signedIn,
  database,
  app,
}) => {
  const { page, person } = await signedIn('operator', '/settings/access-keys')
  await expect(page.getByText('You have no access keys.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create access key' })).toHaveCount(0)
  const [own, foreign] = [await addAccessKey(database), await addAccessKey(database)]
  await database.run('UPDATE "AccessKey" SET "ownerId" = $1, name = $2 WHERE id = $3', [
    person.id,
    'my key',
    own.accessKeyId,
  ])
  await page.reload()
  await expect(page.getByRole('table', { name: 'Access keys' }).getByRole('row')).toHaveCount(2)
  await page.getByRole('link', { name: 'my key' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'my key' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByText('Disabled', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Enable' })).toHaveCount(0)
  expect((await send(app.url, callV1(own, 'ListAccessTokens'))).body.Code).toBe(
    'InvalidAccessKeyId.Inactive',
  )
  expect((await page.goto(`/settings/access-keys/${foreign.accessKeyId}`))?.status()).toBe(404)
})

test('the secret of the program is changed without losing a key', async ({ provider }) => {
  test.slow()
  const database = await createTestDatabase(provider)
  const secrets = {
    CONSOLE_SECRET: 'another-secret-0123456789abcdefghij',
    CONSOLE_SECRET_PREVIOUS: SECRET,
  }
  const both = await startConsole({ DATABASE_URL: database.url, ...secrets })
  // Encrypted with the secret of before.
  const key = await addAccessKey(database)
  expect((await send(both.url, callV1(key, 'ListAccessTokens'))).status).toBe(200)
  await both.stop()
  const rotate = () =>
    spawnSync(process.execPath, ['scripts/rotate.mjs'], {
      env: {
        PATH: process.env.PATH,
        TMPDIR: process.env.TMPDIR,
        NODE_ENV: 'production',
        DATABASE_URL: database.url,
        ...secrets,
      },
      encoding: 'utf8',
    })
  expect(rotate()).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('1 secret encrypted anew.'),
  })
  expect(rotate()).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('0 secrets encrypted anew.'),
  })

  const after = await startConsole({
    DATABASE_URL: database.url,
    CONSOLE_SECRET: secrets.CONSOLE_SECRET,
  })
  expect((await send(after.url, callV1(key, 'CreateAccessToken'))).status).toBe(200)
  await after.stop()
  await database.remove()
})

test('a key that another secret encrypted can not be used, and the log tells why', async ({
  provider,
}) => {
  const database = await createTestDatabase(provider)
  const app = await startConsole({
    DATABASE_URL: database.url,
    CONSOLE_SECRET: 'another-secret-0123456789abcdefghij',
  })
  const answer = await send(app.url, callV1(await addAccessKey(database), 'ListAccessTokens'))
  expect([answer.status, answer.body.Code]).toEqual([500, 'InternalError'])
  await expect.poll(() => app.output()).toContain(String(answer.body.RequestId))
  await app.stop()
  await database.remove()
})

test('a key is refused from other networks, and after its expiry', async ({
  signedIn,
  app,
  database,
}) => {
  const { page } = await signedIn('administrator', '/settings/access-keys')
  const form = page.getByRole('region', { name: 'Create an access key' })
  const name = uniqueName()
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Valid for (days)').fill('0')
  await form.getByLabel('Networks').fill('10.0.0.0/8, example.com')
  await form.getByRole('button', { name: 'Create access key' }).click()
  await expect(form.getByText('Enter a whole number of days from 1 to 730.')).toBeVisible()
  await form.getByLabel('Valid for (days)').fill('7')
  await form.getByRole('button', { name: 'Create access key' }).click()
  await expect(form.getByText('"example.com" is no network')).toBeVisible()
  await form.getByLabel('Networks').fill('192.0.2.0/24')
  await form.getByRole('button', { name: 'Create access key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Access key' })
  const accessKeySecret = await dialog.getByLabel('AccessKeySecret').inputValue()
  const accessKeyId = await dialog.getByLabel('AccessKeyId').inputValue()
  const key = { accessKeyId, accessKeySecret, ownerId: '' }
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.getByRole('button', { name: 'Close without copying' }).click()

  const from = (ip: string) => {
    const call = callV1(key, 'ListAccessTokens')
    return send(app.url, { ...call, headers: { ...call.headers, 'x-forwarded-for': ip } })
  }
  expect((await from('192.0.2.9')).status).toBe(200)
  expect((await from('198.51.100.9')).body).toMatchObject({
    Code: 'NoPermission',
    Message: 'The access key may not be used from 198.51.100.9.',
  })
  await page.getByRole('link', { name }).click()
  await expect(page.getByText('192.0.2.0/24')).toBeVisible()
  await database.run('UPDATE "AccessKey" SET "expiresAt" = "createdAt" WHERE id = $1', [
    accessKeyId,
  ])
  expect((await from('192.0.2.9')).body.Code).toBe('InvalidAccessKeyId.Inactive')
  await page.reload()
  await expect(page.getByText('Expired', { exact: true })).toBeVisible()
})
