import { XMLParser } from 'fast-xml-parser'
import { addAccessKey } from './support/access-keys'
import { startConsole } from './support/console'
import { expect, test } from './support/fixtures'
import { callV1, callV3, type SmcAnswer, type SmcCall, send, smcNow } from './support/smc'

const LIST = 'ListAccessTokens'

/** Every error says the same five things, and none of them is empty. */
function expectProblem(answer: SmcAnswer, status: number, code: string) {
  expect([answer.status, answer.body.Code]).toEqual([status, code])
  for (const field of ['RequestId', 'HostId', 'Code', 'Message', 'Recommend']) expect(answer.body[field], field).toBeTruthy()
  expect(answer.headers.get('x-acs-request-id')).toBe(answer.body.RequestId)
  expect(answer.headers.get('x-request-id')).toBe(answer.body.RequestId)
}

const withQuery = (call: SmcCall, change: (query: [string, string][]) => [string, string][]): SmcCall => ({
  ...call,
  query: change(call.query),
})
const setQuery = (call: SmcCall, name: string, value: string) =>
  withQuery(call, (query) => query.map(([key, old]) => [key, key === name ? value : old]))

test('each required parameter that is missing is named, by both schemes', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const { host } = new URL(app.url)
  for (const name of [
    'Action',
    'Version',
    'AccessKeyId',
    'SignatureMethod',
    'SignatureVersion',
    'SignatureNonce',
    'Timestamp',
    'Signature',
  ]) {
    const call = withQuery(callV1(key, LIST), (query) => query.filter(([key]) => key !== name))
    const answer = await send(app.url, call)
    expectProblem(answer, 400, `Missing${name}`)
    expect(answer.body.Message).toBe(`${name} is mandatory for this action.`)
  }
  for (const [header, name] of [
    ['x-acs-action', 'Action'],
    ['x-acs-version', 'Version'],
    ['x-acs-date', 'Timestamp'],
    ['x-acs-signature-nonce', 'SignatureNonce'],
    ['x-acs-content-sha256', 'ContentSha256'],
  ] as const) {
    const call = callV3(key, LIST, {}, { host })
    delete call.headers[header]
    expectProblem(await send(app.url, call), 400, `Missing${name}`)
  }
})

test('keys that are unknown, disabled, deleted or of the wrong role are refused', async ({ app, database }) => {
  const key = await addAccessKey(database)
  for (const accessKeyId of ['ak-00000000000000000000', 'LTAI5tExample', '__proto__', "' OR '1'='1", '数据'])
    expectProblem(await send(app.url, callV1({ ...key, accessKeyId }, LIST)), 404, 'InvalidAccessKeyId.NotFound')
  const viewer = await addAccessKey(database, 'viewer')
  expect((await send(app.url, callV1(viewer, LIST))).status).toBe(200)
  for (const action of [
    'CreateAccessToken',
    'DisableAccessToken',
    'DeleteAccessToken',
    'ModifySourceServerAttribute',
    'DeleteSourceServer',
  ])
    expectProblem(await send(app.url, callV1(viewer, action)), 403, 'NoPermission')
  await database.run('UPDATE "Person" SET role = $1 WHERE id = $2', ['viewer', key.ownerId])
  expectProblem(await send(app.url, callV1(key, 'CreateAccessToken')), 403, 'NoPermission')
  await database.run('UPDATE "AccessKey" SET "disabledAt" = "createdAt" WHERE id = $1', [key.accessKeyId])
  expectProblem(await send(app.url, callV1(key, LIST)), 400, 'InvalidAccessKeyId.Inactive')
  await database.run('UPDATE "AccessKey" SET "deletedAt" = "createdAt" WHERE id = $1', [key.accessKeyId])
  expectProblem(await send(app.url, callV1(key, LIST)), 404, 'InvalidAccessKeyId.NotFound')
})

test('tampering with any part that is signed is found out', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const { host } = new URL(app.url)
  const one = callV1(key, LIST, { Name: 'wave' })
  const spoiled: SmcCall[] = [
    setQuery(one, 'Name', 'waves'),
    setQuery(one, 'Action', 'DescribeSourceServers'),
    setQuery(one, 'Timestamp', smcNow(1)),
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
    withHeader('x-acs-date', smcNow(1)),
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
  expectProblem(await send(app.url, withHeader('x-acs-extra', 'unsigned')), 400, 'IncompleteSignature')
  const otherAlgorithm = three()
  otherAlgorithm.headers.authorization = otherAlgorithm.headers.authorization?.replace('HMAC-SHA256', 'HMAC-SM3') ?? ''
  expectProblem(await send(app.url, otherAlgorithm), 400, 'IncompleteSignature')
  for (const authorization of ['ACS3-HMAC-SHA256', 'ACS3-HMAC-SHA256 Credential=x', 'ACS3-HMAC-SHA256 ,,,=,'])
    expectProblem(await send(app.url, withHeader('authorization', authorization)), 400, 'IncompleteSignature')
})

test('the clock may be off by fifteen minutes, and not by more', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const { host } = new URL(app.url)
  const at = async (timestamp: string) => [
    await send(app.url, callV1(key, LIST, { Timestamp: timestamp })),
    await send(app.url, callV3(key, LIST, {}, { host, headers: { 'x-acs-date': timestamp } })),
  ]
  for (const offset of [-14 * 60, 14 * 60]) for (const answer of await at(smcNow(offset))) expect(answer.status).toBe(200)
  for (const offset of [-16 * 60, 16 * 60, -86_400 * 400])
    for (const answer of await at(smcNow(offset))) expectProblem(answer, 400, 'InvalidTimeStamp.Expired')
  for (const text of ['yesterday', '2026-13-40T00:00:00Z', new Date().toISOString(), smcNow().replace('Z', '+00:00'), '1700000000'])
    for (const answer of await at(text)) expectProblem(answer, 400, 'InvalidTimeStamp.Format')
})

test('a nonce counts once, over both schemes and however many copies come at once', async ({ app, database, provider }) => {
  const key = await addAccessKey(database)
  const { host } = new URL(app.url)
  const nonce = crypto.randomUUID()
  const first = callV1(key, LIST, { SignatureNonce: nonce })
  expect((await send(app.url, first)).status).toBe(200)
  expectProblem(await send(app.url, first), 400, 'SignatureNonceUsed')
  expectProblem(
    await send(app.url, callV3(key, LIST, {}, { host, headers: { 'x-acs-signature-nonce': nonce } })),
    400,
    'SignatureNonceUsed',
  )
  const other = await addAccessKey(database)
  expect((await send(app.url, callV1(other, LIST, { SignatureNonce: nonce }))).status).toBe(200)

  const second = provider === 'postgresql' ? await startConsole({ DATABASE_URL: database.url }) : undefined
  const copy = callV1(key, 'CreateAccessToken', {}, 'POST')
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => send((index % 2 ? second?.url : undefined) ?? app.url, copy)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ body }) => body.Code === 'SignatureNonceUsed')).toHaveLength(7)
  expect(await database.run('SELECT id FROM "AccessToken" WHERE "createdBy" = $1', [key.accessKeyId])).toHaveLength(1)
  await second?.stop()
  const spent = callV1({ ...key, accessKeySecret: 'wrong' }, LIST, { SignatureNonce: 'n'.repeat(20) })
  expectProblem(await send(app.url, spent), 400, 'SignatureDoesNotMatch')
  expect((await send(app.url, callV1(key, LIST, { SignatureNonce: 'n'.repeat(20) }))).status).toBe(200)
  expectProblem(await send(app.url, callV1(key, LIST, { SignatureNonce: 'n'.repeat(257) })), 400, 'InvalidParameter')
})

test('unknown operations, versions and methods are told in the words of the service', async ({ app, database }) => {
  const key = await addAccessKey(database)
  for (const action of ['Nothing', 'createaccesstoken', '__proto__', 'constructor', 'toString'])
    expectProblem(await send(app.url, callV1(key, action)), 404, 'InvalidAction.NotFound')
  for (const version of ['2019-06-02', '2019-06-01 ', 'x'])
    expectProblem(await send(app.url, callV1(key, LIST, { Version: version })), 400, 'InvalidVersion')
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
    expectProblem(await send(app.url, { method, query: [], headers: {}, body: '' }), 405, 'UnsupportedHTTPMethod')
  for (const [name, value] of [
    ['SignatureMethod', 'HMAC-SHA256'],
    ['SignatureVersion', '2.0'],
  ] as const)
    expectProblem(await send(app.url, callV1(key, LIST, { [name]: value })), 400, 'InvalidParameter')
})

test('a parameter that is given twice is refused, wherever', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const { host } = new URL(app.url)
  const one = callV1(key, LIST, { Name: 'a' })
  expectProblem(
    await send(
      app.url,
      withQuery(one, (query) => [...query, ['Name', 'b']]),
    ),
    400,
    'InvalidParameter',
  )
  const split = callV1(key, LIST, { Name: 'a' }, 'POST')
  expectProblem(await send(app.url, { ...split, query: [['Name', 'a']] }), 400, 'InvalidParameter')
  const three = callV3(key, LIST, { Name: 'a' }, { host, form: { Name: 'b' } })
  const answer = await send(app.url, three)
  expectProblem(answer, 400, 'InvalidParameter')
  expect(answer.body.Message).toContain('"Name"')
})

test('parameters may be split over query and form', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const call = callV1(key, 'CreateAccessToken', { Name: 'split', Description: 'a b+c' }, 'POST')
  const pairs = call.body.split('&')
  const decoded = pairs.map((pair) => pair.split('=').map(decodeURIComponent) as [string, string])
  const answer = await send(app.url, { ...call, query: decoded.slice(0, 5), body: pairs.slice(5).join('&') })
  expect(answer.status).toBe(200)
})

test('the same endpoint has a path of its own, and `/` stays a page for people', async ({ app, database, signedIn }) => {
  const key = await addAccessKey(database)
  expect((await send(app.url, callV1(key, LIST), '/api/smc')).status).toBe(200)
  expect((await send(app.url, callV1(key, LIST), '/api/smc/')).status).toBe(200)
  const { page } = await signedIn('viewer', '/')
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
})

test('XML is answered where it is asked for', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const { host } = new URL(app.url)
  const parser = new XMLParser({ parseTagValue: false })
  const description = 'a <b> & "c"\n数据 😀'
  const created = await send(app.url, callV1(key, 'CreateAccessToken', { Format: 'xml', Description: description }, 'POST'))
  expect(created.headers.get('content-type')).toContain('xml')
  const { AccessTokenId: id } = parser.parse(created.text).CreateAccessTokenResponse
  expect(id).toMatch(/^at-/)
  const listed = await send(app.url, callV1(key, LIST, { Format: 'XML', 'AccessTokenId.1': id }))
  const { AccessTokens, TotalCount } = parser.parse(listed.text).ListAccessTokensResponse
  expect(TotalCount).toBe('1')
  expect(AccessTokens.AccessToken).toMatchObject({ AccessTokenId: id, Description: description })
  const refused = await send(app.url, callV1(key, LIST, { Format: 'XML', PageSize: '0', 'odd\u0001': 'x' }))
  expect(refused.status).toBe(400)
  expect(parser.parse(refused.text).Error).toMatchObject({ Code: 'InvalidParameter', HostId: host })
  const byHeader = await send(app.url, callV3(key, LIST, {}, { host, headers: { accept: 'application/xml' } }))
  expect(parser.parse(byHeader.text).ListAccessTokensResponse.RequestId).toMatch(/^[0-9A-F-]{36}$/)
})

test('a key that calls too often is told to wait', async ({ app, database }) => {
  const key = await addAccessKey(database, 'viewer')
  const answers: SmcAnswer[] = []
  for (let round = 0; round < 60 && !answers.some(({ status }) => status === 429); round++)
    answers.push(...(await Promise.all(Array.from({ length: 100 }, () => send(app.url, callV1(key, LIST, { PageSize: '1' }))))))
  const throttled = answers.find(({ status }) => status === 429)
  expect(throttled?.body.Code).toBe('Throttling.User')
  expect(Number(throttled?.headers.get('retry-after'))).toBeGreaterThan(0)
  const another = await addAccessKey(database, 'viewer')
  expect((await send(app.url, callV1(another, LIST))).status).toBe(200)
})
