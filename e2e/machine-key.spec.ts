import { expectAccessible } from './support/accessible'
import { createAgent } from './support/agent'
import { addCode, readLedger } from './support/codes'
import { expect, test } from './support/fixtures'

const KEY = 'k'.repeat(43)

test('a machine with a key is known by it alone, until an operator lets it register anew', async ({
  app,
  database,
  signedIn,
}) => {
  const agent = await createAgent(app.url, '198.51.100.20')
  const [{ code, id }, other] = [await addCode(database, 5), await addCode(database, 5)]
  const machine = { machineId: `m-${id}`, hostname: `h-${id}`, machineKey: KEY }
  const { body } = await agent.register(code, machine)
  for (const [used, machineKey] of [
    [code, 'o'.repeat(43)],
    [other.code, undefined],
  ] as const) {
    const refused = await agent.register(used, { ...machine, hostname: 'spoofed', machineKey })
    expect(refused).toMatchObject({ status: 409, body: { code: 'machine_conflict' } })
    expect(JSON.stringify(refused.body)).not.toMatch(new RegExp(`${id}|${body.sourceId}`))
  }
  expect(await readLedger(database, other.id)).toEqual({ registeredCount: 0, registrations: 0 })

  const { page } = await signedIn('operator', `/sources/${body.sourceId}`)
  await expect(page.getByText('its machine key')).toBeVisible()
  await expect(page.getByText('spoofed')).toHaveCount(0)
  await page.getByRole('button', { name: 'Let it register anew' }).click()
  const question = page.getByRole('dialog', { name: 'Let this machine register anew?' })
  await expect(question.getByRole('button', { name: 'Leave it' })).toBeFocused()
  await expectAccessible(page, '[role=dialog]')
  const sent = page.waitForRequest((request) => 'next-action' in request.headers())
  await question.getByRole('button', { name: 'Let it register' }).click()
  const call = await sent
  await expect(
    page.getByText('its machine ID alone; the next machine with it may register anew'),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Let it register anew' })).toHaveCount(0)

  expect(await agent.register(code, { ...machine, machineKey: 'n'.repeat(43) })).toMatchObject({
    status: 200,
    body: { sourceId: body.sourceId },
  })
  const viewer = await signedIn('viewer')
  const headers = {
    'next-action': call.headers()['next-action'] ?? '',
    'content-type': 'text/plain;charset=UTF-8',
    accept: 'text/x-component',
  }
  const answer = await viewer.page.request.post(`/sources/${body.sourceId}`, {
    headers,
    data: call.postData() ?? '',
  })
  expect(await answer.text()).toContain('forbidden')
  expect(await agent.register(code, machine)).toMatchObject({
    status: 409,
    body: { code: 'machine_conflict' },
  })
  await page.goto(`/tokens/${other.id}/refusals`)
  const refusals = page.getByRole('table', { name: 'Refused attempts' })
  await expect(
    refusals.getByRole('row').filter({ hasText: 'Known as another machine' }),
  ).toHaveCount(1)
  expect(await database.dump()).not.toContain(KEY)
  expect(app.output()).not.toContain(KEY)
})

test('a machine key that is none is refused by its name', async ({ app, database }) => {
  const agent = await createAgent(app.url, '198.51.100.21')
  const { code, id } = await addCode(database, 5)
  for (const machineKey of [
    '',
    'short',
    'k'.repeat(257),
    `${'k'.repeat(40)} `,
    `${'k'.repeat(40)}é`,
    7,
  ])
    expect(await agent.register(code, { machineId: 'm', hostname: 'h', machineKey })).toMatchObject(
      {
        status: 422,
        body: { errors: [{ field: 'machineKey' }] },
      },
    )
  expect(await readLedger(database, id)).toEqual({ registeredCount: 0, registrations: 0 })
})

test('a code that was stopped changes nothing any more', async ({ app, database, signedIn }) => {
  const agent = await createAgent(app.url, '198.51.100.22')
  const { code, id } = await addCode(database, 5)
  const machine = { machineId: `m-${id}`, hostname: `rogue-${id}` }
  const { body } = await agent.register(code, machine)
  const { page } = await signedIn('operator', `/sources/${body.sourceId}`)
  await database.run('UPDATE "AccessToken" SET "disabledAt" = "createdAt" WHERE id = $1', [id])
  expect(await agent.register(code, { ...machine, kernel: 'forged' })).toMatchObject({
    status: 200,
    body: { sourceId: body.sourceId },
  })
  await page.reload()
  await expect(page.getByText('forged')).toHaveCount(0)
  await page.getByRole('button', { name: 'Delete source server' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(/\/sources$/)
  expect(await agent.register(code, machine)).toMatchObject({
    status: 403,
    body: { code: 'code_disabled' },
  })
  expect((await page.goto(`/sources/${body.sourceId}`))?.status()).toBe(404)
})
