import { expect, test } from './support/fixtures'
import { PASSWORD } from './support/people'

test('a person changes their name, and the codes they issue carry it', async ({ signedIn }) => {
  const { page } = await signedIn('operator', '/settings/account', { by: 'password' })
  const name = page.getByLabel('Your name')
  await name.fill('')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('Enter a name.')).toBeVisible()
  await name.fill('Grace Hopper')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('Saved')).toBeVisible()
  await page.getByRole('button', { name: 'Your account' }).click()
  await expect(page.getByRole('menu').getByText('Grace Hopper')).toBeVisible()
})

test('a person changes their password, which ends their other sessions', async ({
  signedIn,
  visitor,
}) => {
  const { page, person } = await signedIn('operator', '/settings/account', { by: 'password' })
  const other = await visitor()
  await other.request.post('/api/auth/sign-in', {
    data: { email: person.email, password: PASSWORD },
  })
  await other.goto('/tokens')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Activation codes')

  await page.getByLabel('Current password').fill('not my password')
  await page.getByLabel('New password').fill('another horse battery')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('This is not your current password.')).toBeVisible()
  await page.getByLabel('Current password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Password changed.')).toBeVisible()

  await other.reload()
  await expect(other).toHaveURL(/\/sign-in/)
  const old = await other.request.post('/api/auth/sign-in', {
    data: { email: person.email, password: PASSWORD },
  })
  expect(old.status()).toBe(401)
  const renewed = await other.request.post('/api/auth/sign-in', {
    data: { email: person.email, password: 'another horse battery' },
  })
  expect(renewed.status()).toBe(200)
})

test('a person sees where they are signed in and ends one session, then all others', async ({
  signedIn,
  visitor,
}) => {
  const { page, person } = await signedIn('viewer', '/settings/account', { by: 'password' })
  const others = await Promise.all([visitor(), visitor(), visitor()])
  for (const other of others)
    await other.request.post('/api/auth/sign-in', {
      data: { email: person.email, password: PASSWORD },
    })
  await page.reload()
  const sessions = page.getByRole('region', { name: 'Sessions' })
  await expect(sessions.getByRole('listitem')).toHaveCount(4)
  await expect(sessions.getByText('This session')).toHaveCount(1)
  await sessions.getByRole('button', { name: 'End session' }).first().click()
  await expect(sessions.getByText('Session ended')).toBeVisible()
  await expect(sessions.getByRole('listitem')).toHaveCount(3)
  await sessions.getByRole('button', { name: 'End all other sessions' }).click()
  await expect(sessions.getByRole('listitem')).toHaveCount(1)
  for (const other of others) {
    await other.goto('/tokens')
    await expect(other).toHaveURL(/\/sign-in/)
  }
})
