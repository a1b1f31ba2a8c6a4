import { storedMoment } from '../test/stored-moment'
import { createAgent } from './support/agent'
import { addCode, readLedger } from './support/codes'
import { expect, test } from './support/fixtures'

const facts = (machineId: string) => ({ machineId, hostname: `host-${machineId}` })

test('a machine registers, repeats itself for nothing, and is told what its code allows', async ({
  app,
  database,
}) => {
  const agent = await createAgent(app.url)
  const { code, id } = await addCode(database, 2)
  expect((await agent.check(code)).body).toMatchObject({
    accessTokenId: id,
    status: 'active',
    count: 2,
    registeredCount: 0,
  })

  const all = {
    ...facts(`${id}-1`),
    platform: 'linux',
    architecture: 'x86_64',
    operatingSystem: 'Debian GNU/Linux 12',
    kernel: '6.1',
    cpuCount: 8,
    memoryBytes: 16e9,
    disks: [{ path: '/dev/vda', sizeBytes: 5e11 }],
    ipAddresses: ['198.51.100.7', '2001:db8::7'],
    agentVersion: 'test/1',
  }
  const first = await agent.register(code, all)
  expect(first).toMatchObject({
    status: 201,
    body: { accessTokenId: id, registeredCount: 1, count: 2 },
  })
  expect(first.headers.get('cache-control')).toBe('no-store')
  const again = await agent.register(code, all)
  expect(again).toMatchObject({
    status: 200,
    body: { sourceId: first.body.sourceId, registeredCount: 1 },
  })
  expect((await agent.check(code)).body).toMatchObject({ registeredCount: 1 })

  expect(await agent.register(code, facts(`${id}-2`))).toMatchObject({ status: 201 })
  expect(await agent.register(code, facts(`${id}-3`))).toMatchObject({
    status: 409,
    body: { code: 'code_exhausted' },
  })
  expect((await agent.check(code)).body).toMatchObject({ status: 'exhausted' })
})

test('each refusal has its own status and code', async ({ app, database }) => {
  const agent = await createAgent(app.url, '198.51.100.2')
  const [disabled, expired, known] = [
    await addCode(database, 1),
    await addCode(database, 1, -1),
    await addCode(database, 1),
  ]
  await database.run('UPDATE "AccessToken" SET "disabledAt" = "createdAt" WHERE id = $1', [
    disabled.id,
  ])
  expect(await agent.register(disabled.code, facts('r1'))).toMatchObject({
    status: 403,
    body: { code: 'code_disabled' },
  })
  expect(await agent.register(expired.code, facts('r1'))).toMatchObject({
    status: 410,
    body: { code: 'code_expired' },
  })
  const mistyped = `${known.code.slice(0, -1)}${known.code.endsWith('x') ? 'y' : 'x'}`
  const refused = await agent.register(mistyped, facts('r1'))
  expect(refused).toMatchObject({ status: 401, body: { code: 'unknown_code' } })
  expect(refused.body.detail).toContain('looks mistyped')
  expect(refused.headers.get('www-authenticate')).toBe('Bearer')
  await database.run('UPDATE "AccessToken" SET "deletedAt" = "createdAt" WHERE id = $1', [known.id])
  const deleted = await agent.register(known.code, facts('r1'))
  expect(deleted).toMatchObject({ status: 401, body: { code: 'unknown_code' } })
  expect(deleted.body.detail).not.toContain('mistyped')
})

test('a code expires to the second', async ({ app, database }) => {
  const agent = await createAgent(app.url, '198.51.100.3')
  const { code, id } = await addCode(database, 5, 3_600)
  const expireAt = (moment: number) =>
    database.run('UPDATE "AccessToken" SET "expiresAt" = $2 WHERE id = $1', [
      id,
      storedMoment(moment),
    ])
  await expireAt(Date.now() + 60_000)
  expect(await agent.register(code, facts(`${id}-1`))).toMatchObject({ status: 201 })
  await expireAt(Date.now() - 1_000)
  expect(await agent.register(code, facts(`${id}-2`))).toMatchObject({ status: 410 })
  expect(await agent.register(code, facts(`${id}-1`))).toMatchObject({ status: 200 })
})

test('a code in a URL or a body is refused, with the reason', async ({ app, database }) => {
  const agent = await createAgent(app.url, '198.51.100.4')
  const { code, id } = await addCode(database, 5)
  const inUrl = await fetch(`${app.url}/api/v1/activation-code?code=${code}`, {
    headers: { authorization: `Bearer ${code}` },
  })
  expect(inUrl.status).toBe(422)
  expect((await inUrl.json()).detail).toContain('Authorization header only')
  const inBody = await agent.post(JSON.stringify({ ...facts('b1'), code }), {
    'content-type': 'application/json',
  })
  expect(inBody.status).toBe(422)
  expect(await inBody.json()).toMatchObject({
    code: 'invalid_request',
    errors: [{ field: 'body' }],
  })
  const escaped = `\\u0061${code.slice(1)}`
  for (const hostname of [escaped, `x${code}`, `${code}${code}`]) {
    const hidden = await agent.post(`{"machineId":"b2","hostname":"${hostname}"}`, {
      authorization: `Bearer ${code}`,
      'content-type': 'application/json',
    })
    expect(hidden.status, hostname).toBe(422)
  }
  for (const path of [
    `activation-code/${code}`,
    `source-servers?c=%2561${code.slice(1)}`,
    `nowhere/${code}`,
  ]) {
    const response = await fetch(`${app.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${code}` },
    })
    expect(response.status, path).toBe(422)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  }
  expect(await readLedger(database, id)).toEqual({ registeredCount: 0, registrations: 0 })
  expect(app.output()).not.toContain(code)
})

test('other methods, media types and sizes have their own answers', async ({ app, database }) => {
  const agent = await createAgent(app.url, '198.51.100.5')
  const { code } = await addCode(database, 5)
  const authorization = `Bearer ${code}`
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    const response = await fetch(`${app.url}/api/v1/source-servers`, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
    expect(await response.json()).toMatchObject({ code: 'method_not_allowed' })
  }
  expect((await agent.post('{}', { authorization, 'content-type': 'text/plain' })).status).toBe(415)
  expect(
    (
      await agent.post('{}', {
        authorization,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      })
    ).status,
  ).toBe(415)
  expect(
    (
      await agent.post(`{"a":"${'x'.repeat(70_000)}"}`, {
        authorization,
        'content-type': 'application/json',
      })
    ).status,
  ).toBe(413)
})

test('text that is not UTF-8 or can not be seen is refused, never repaired', async ({
  app,
  database,
}) => {
  const agent = await createAgent(app.url, '198.51.100.7')
  const { code, id } = await addCode(database, 5)
  const authorization = `Bearer ${code}`
  const body = Buffer.from('{"machineId":"\xff\xfe","hostname":"h"}', 'latin1')
  expect(
    (await agent.post(body, { authorization, 'content-type': 'application/json' })).status,
  ).toBe(422)
  expect(
    (
      await agent.post('{}', {
        authorization,
        'content-type': 'application/json; charset=iso-8859-1',
      })
    ).status,
  ).toBe(415)
  for (const hostname of [' ', '\u200b', '\u202egnp.exe', 'a\u2028b']) {
    expect(
      await agent.register(code, { machineId: 'seen', hostname }),
      JSON.stringify(hostname),
    ).toMatchObject({ status: 422 })
  }
  expect((await fetch(`${app.url}/api/v1/nowhere`)).status).toBe(404)
  expect(await readLedger(database, id)).toEqual({ registeredCount: 0, registrations: 0 })
})

test('unknown codes are throttled per address; a good code from there still gets in', async ({
  app,
  database,
}) => {
  const agent = await createAgent(app.url, '198.51.100.6')
  const { code } = await addCode(database, 5)
  const answers = await Promise.all(
    Array.from({ length: 32 }, () => agent.register('not-a-code', facts('t1'))),
  )
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(30)
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(2)
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await agent.register(code, facts('t2'))).toMatchObject({ status: 201 })
})

/**
 * Bodies that are not what the schema wants, made from a seed so that a failure can be repeated.
 */
function* mangledBodies(count: number): Generator<string | Uint8Array> {
  let seed = 20_261_124
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % below
  }
  const values = [
    null,
    true,
    -1,
    1e308,
    '',
    ' \u0000',
    '\ud800',
    [],
    [[]],
    {},
    { a: { b: [] } },
    'x'.repeat(300),
    0.5,
    '../..',
    "'; DROP TABLE x; --",
  ]
  const fields = [
    'machineId',
    'hostname',
    'platform',
    'cpuCount',
    'memoryBytes',
    'disks',
    'ipAddresses',
    'agentVersion',
    '__proto__',
    'constructor',
  ]
  for (let made = 0; made < count; made++) {
    if (made % 5 === 0) {
      yield Uint8Array.from({ length: random(60) }, () => random(256))
      continue
    }
    const required = { machineId: values[random(values.length)], hostname: values[random(3)] }
    const body = JSON.stringify({
      ...required,
      [fields[random(fields.length)] ?? '']: values[random(values.length)],
    })
    yield made % 3 === 0 ? body.slice(0, random(body.length)) : body
  }
}

test('hundreds of mangled requests get an answer of ours below 500, and write nothing', async ({
  app,
  database,
}) => {
  test.slow()
  const agent = await createAgent(app.url, '198.51.100.8')
  const { code, id } = await addCode(database, 1000)
  const statuses = new Map<number, number>()
  const bodies = [...mangledBodies(600)]
  while (bodies.length > 0) {
    const responses = await Promise.all(
      bodies.splice(0, 50).map((body) =>
        agent.post(body as BodyInit, {
          authorization: `Bearer ${code}`,
          'content-type': 'application/json',
        }),
      ),
    )
    for (const response of responses) {
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      await response.arrayBuffer()
    }
  }
  expect([...statuses.keys()]).toEqual([422])
  expect(await readLedger(database, id)).toEqual({ registeredCount: 0, registrations: 0 })
})
