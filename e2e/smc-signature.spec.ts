import { addAccessKey } from './support/access-keys'
import { startConsole } from './support/console'
import { expect, test } from './support/fixtures'
import { callV1, callV3, expectProblem, type SmcCall, send, smcNow, withQuery } from './support/smc'

const LIST = 'ListAccessTokens'

const setQuery = (call: SmcCall, name: string, value: string) =>
  withQuery(call, (query) => query.map(([key, old]) => [key, key === name ? value : old]))

test('tampering with any part that is signed is found out', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const { host } = new URL(app.url)
  const one = callV1(key, LIST, { Name: 'wave' })
  const spoiled: SmcCall[] = [
    setQuery(one, 'Name', 'waves'),
    setQuery(one, 'Action', 'DescribeSourceServers'),
    setQuery(one, 'Timestamp', smcNow(60)),
    setQuery(one, 'SignatureNonce', 'another'),
    setQuery(one, 'Format', 'json'),
    withQuery(one, (query) => [...query, ['PageSize', '1']]),
    withQuery(one, (query) => query.filter(([name]) => name !== 'Name')),
    { ...one, method: 'POST' },
    callV1({ ...key, accessKeySecret: `${key.accessKeySecret}x` }, LIST),
  ]
  const three = () => callV3(key, LIST, { Name: 'wave' }, { host, form: { PageSize: '5' } })
  const withHeader = (name: string, value: string) => {
    const call = three()
    return { ...call, headers: { ...call.headers, [name]: value } }
  }
  spoiled.push(
    setQuery(three(), 'Name', 'waves'),
    { ...three(), body: 'PageSize=6' },
    withHeader('x-acs-action', 'DescribeSourceServers'),
    withHeader('x-acs-version', '2019-06-02'),
    withHeader('x-acs-date', smcNow(60)),
    withHeader('x-acs-signature-nonce', 'another'),
    withHeader('x-acs-content-sha256', '0'.repeat(64)),
    callV3(key, LIST, {}, { host: 'elsewhere.example' }),
  )
  for (const call of spoiled) {
    const answer = await send(app.url, call)
    expectProblem(answer, 400, 'SignatureDoesNotMatch')
    expect(answer.body.Message).toContain('server string to sign is:')
    expect(answer.text).not.toContain(key.accessKeySecret)
  }
  expect((await send(app.url, three())).status).toBe(200)
  expectProblem(
    await send(app.url, withHeader('x-acs-extra', 'unsigned')),
    400,
    'IncompleteSignature',
  )
  const otherAlgorithm = three()
  otherAlgorithm.headers.authorization =
    otherAlgorithm.headers.authorization?.replace('HMAC-SHA256', 'HMAC-SM3') ?? ''
  expectProblem(await send(app.url, otherAlgorithm), 400, 'IncompleteSignature')
  for (const names of ['host;', ';;', 'a b', 'host;x-acs-action;'])
    expectProblem(
      await send(
        app.url,
        withHeader(
          'authorization',
          `ACS3-HMAC-SHA256 Credential=x,SignedHeaders=${names},Signature=x`,
        ),
      ),
      400,
      'IncompleteSignature',
    )
  for (const authorization of [
    'ACS3-HMAC-SHA256',
    'ACS3-HMAC-SHA256 Credential=x',
    'ACS3-HMAC-SHA256 ,,,=,',
  ])
    expectProblem(
      await send(app.url, withHeader('authorization', authorization)),
      400,
      'IncompleteSignature',
    )
})

test('the clock may be off by fifteen minutes, and not by more', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const { host } = new URL(app.url)
  const at = async (timestamp: string) => [
    await send(app.url, callV1(key, LIST, { Timestamp: timestamp })),
    await send(app.url, callV3(key, LIST, {}, { host, headers: { 'x-acs-date': timestamp } })),
  ]
  for (const offset of [-14 * 60, 14 * 60])
    for (const answer of await at(smcNow(offset))) expect(answer.status).toBe(200)
  for (const offset of [-16 * 60, 16 * 60, -86_400 * 400])
    for (const answer of await at(smcNow(offset)))
      expectProblem(answer, 400, 'InvalidTimeStamp.Expired')
  for (const text of [
    'yesterday',
    '2026-13-40T00:00:00Z',
    '2026-02-30T00:00:00Z',
    new Date().toISOString(),
    smcNow().replace('Z', '+00:00'),
    '1700000000',
  ])
    for (const answer of await at(text)) expectProblem(answer, 400, 'InvalidTimeStamp.Format')
})

test('a nonce counts once, over both schemes and however many copies come at once', async ({
  app,
  database,
  provider,
}) => {
  const key = await addAccessKey(database)
  const { host } = new URL(app.url)
  const nonce = crypto.randomUUID()
  const first = callV1(key, LIST, { SignatureNonce: nonce })
  expect((await send(app.url, first)).status).toBe(200)
  expectProblem(await send(app.url, first), 400, 'SignatureNonceUsed')
  expectProblem(
    await send(
      app.url,
      callV3(key, LIST, {}, { host, headers: { 'x-acs-signature-nonce': nonce } }),
    ),
    400,
    'SignatureNonceUsed',
  )
  const other = await addAccessKey(database)
  expect((await send(app.url, callV1(other, LIST, { SignatureNonce: nonce }))).status).toBe(200)

  const second =
    provider === 'postgresql' ? await startConsole({ DATABASE_URL: database.url }) : undefined
  const copy = callV1(key, 'CreateAccessToken', {}, 'POST')
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      send((index % 2 ? second?.url : undefined) ?? app.url, copy),
    ),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ body }) => body.Code === 'SignatureNonceUsed')).toHaveLength(7)
  expect(
    await database.run('SELECT id FROM "AccessToken" WHERE "createdBy" = $1', [key.accessKeyId]),
  ).toHaveLength(1)
  await second?.stop()
  const spent = callV1({ ...key, accessKeySecret: 'wrong' }, LIST, {
    SignatureNonce: 'n'.repeat(20),
  })
  expectProblem(await send(app.url, spent), 400, 'SignatureDoesNotMatch')
  expect((await send(app.url, callV1(key, LIST, { SignatureNonce: 'n'.repeat(20) }))).status).toBe(
    200,
  )
  expectProblem(
    await send(app.url, callV1(key, LIST, { SignatureNonce: 'n'.repeat(257) })),
    400,
    'InvalidParameter',
  )
})
