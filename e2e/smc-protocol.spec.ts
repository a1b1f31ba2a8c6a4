import { request as httpRequest } from 'node:http'
import { XMLParser } from 'fast-xml-parser'
import { sha256, signV1, stringToSignV1 } from '../server/smc-api/signature'
import { addAccessKey } from './support/access-keys'
import { expect, test } from './support/fixtures'
import { callV1, callV3, expectProblem, send, withQuery } from './support/smc'

const LIST = 'ListAccessTokens'

test('each required parameter that is missing is named, by both schemes', async ({
  app,
  database,
}) => {
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

test('keys that are unknown, disabled, deleted or of the wrong role are refused', async ({
  app,
  database,
}) => {
  const key = await addAccessKey(database)
  for (const accessKeyId of [
    'ak-00000000000000000000',
    'LTAI5tExample',
    '__proto__',
    "' OR '1'='1",
    '数据',
  ])
    expectProblem(
      await send(app.url, callV1({ ...key, accessKeyId }, LIST)),
      404,
      'InvalidAccessKeyId.NotFound',
    )
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
  await database.run('UPDATE "AccessKey" SET "disabledAt" = "createdAt" WHERE id = $1', [
    key.accessKeyId,
  ])
  expectProblem(await send(app.url, callV1(key, LIST)), 400, 'InvalidAccessKeyId.Inactive')
  await database.run('UPDATE "AccessKey" SET "deletedAt" = "createdAt" WHERE id = $1', [
    key.accessKeyId,
  ])
  expectProblem(await send(app.url, callV1(key, LIST)), 404, 'InvalidAccessKeyId.NotFound')
})

test('unknown operations, versions and methods are told in the words of the service', async ({
  app,
  database,
}) => {
  const key = await addAccessKey(database)
  for (const action of ['Nothing', 'createaccesstoken', '__proto__', 'constructor', 'toString'])
    expectProblem(await send(app.url, callV1(key, action)), 404, 'InvalidAction.NotFound')
  for (const version of ['2019-06-02', '2019-06-01 ', 'x'])
    expectProblem(
      await send(app.url, callV1(key, LIST, { Version: version })),
      400,
      'InvalidVersion',
    )
  const call = callV1(key, 'CreateAccessToken')
  expect(
    (await fetch(`${app.url}/?${new URLSearchParams(call.query)}`, { method: 'HEAD' })).status,
  ).toBe(405)
  expect(
    await database.run('SELECT id FROM "AccessToken" WHERE "createdBy" = $1', [key.accessKeyId]),
  ).toEqual([])
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
    expectProblem(
      await send(app.url, { method, query: [], headers: {}, body: '' }),
      405,
      'UnsupportedHTTPMethod',
    )
  for (const [name, value] of [
    ['SignatureMethod', 'HMAC-SHA256'],
    ['SignatureVersion', '2.0'],
  ] as const)
    expectProblem(
      await send(app.url, callV1(key, LIST, { [name]: value })),
      400,
      'InvalidParameter',
    )
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

test('a body that is no form and a list without numbers are refused', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const { host } = new URL(app.url)
  const body = '{"Count":"2"}'
  const call = callV3(
    key,
    'CreateAccessToken',
    {},
    { host, headers: { 'content-type': 'application/json', 'x-acs-content-sha256': sha256(body) } },
  )
  expectProblem(await send(app.url, { ...call, body }), 400, 'InvalidParameter')
  for (const name of ['AccessTokenId', 'AccessTokenId.0', 'AccessTokenId.x'])
    expectProblem(
      await send(app.url, callV1(key, LIST, { [name]: 'at-00000000000000000000' })),
      400,
      'InvalidParameter',
    )
})

test('a GET may have its parameters in the body', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const { body, headers } = callV1(key, LIST, { PageSize: '7' }, 'POST')
  const pairs = body
    .split('&')
    .map((pair) => pair.split('=').map(decodeURIComponent) as [string, string])
  const signed = pairs.filter(([name]) => name !== 'Signature')
  const signature = signV1(stringToSignV1('GET', signed), key.accessKeySecret)
  const form = new URLSearchParams([...signed, ['Signature', signature]]).toString()
  const answer = await new Promise<{ status?: number; text: string }>((resolve, reject) => {
    const sent = httpRequest(
      app.url,
      { method: 'GET', headers: { ...headers, 'content-length': Buffer.byteLength(form) } },
      (response) => {
        let text = ''
        response.on('data', (chunk) => {
          text += chunk
        })
        response.once('end', () => resolve({ status: response.statusCode, text }))
      },
    )
    sent.once('error', reject)
    sent.end(form)
  })
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.text)).toMatchObject({ PageSize: 7 })
})

test('parameters may be split over query and form', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const call = callV1(key, 'CreateAccessToken', { Name: 'split', Description: 'a b+c' }, 'POST')
  const pairs = call.body.split('&')
  const decoded = pairs.map((pair) => pair.split('=').map(decodeURIComponent) as [string, string])
  const answer = await send(app.url, {
    ...call,
    query: decoded.slice(0, 5),
    body: pairs.slice(5).join('&'),
  })
  expect(answer.status).toBe(200)
})

test('the same endpoint has a path of its own, and `/` stays a page for people', async ({
  app,
  database,
  signedIn,
}) => {
  const key = await addAccessKey(database)
  expect((await send(app.url, callV1(key, LIST), '/api/smc')).status).toBe(200)
  expect((await send(app.url, callV1(key, LIST), '/api/smc/')).status).toBe(200)
  const { host } = new URL(app.url)
  for (const path of ['/', '/api/smc'])
    expect((await send(app.url, callV3(key, LIST, {}, { host, path }), '/api/smc')).status).toBe(
      200,
    )
  expectProblem(
    await send(app.url, callV3(key, LIST, {}, { host, path: '/api/other' }), '/api/smc'),
    400,
    'SignatureDoesNotMatch',
  )
  const empty = await fetch(app.url, {
    headers: { accept: 'application/json' },
    redirect: 'manual',
  })
  expect([empty.status, (await empty.json()).Code]).toEqual([400, 'MissingAction'])
  const { page } = await signedIn('viewer', '/')
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
})

test('XML is answered where it is asked for', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const { host } = new URL(app.url)
  const parser = new XMLParser({ parseTagValue: false, trimValues: false, htmlEntities: true })
  const description = ' a <b> & "c"\r\n数据 😀 '
  const created = await send(
    app.url,
    callV1(key, 'CreateAccessToken', { Format: 'xml', Description: description }, 'POST'),
  )
  expect(created.headers.get('content-type')).toContain('xml')
  const { AccessTokenId: id } = parser.parse(created.text).CreateAccessTokenResponse
  expect(id).toMatch(/^at-/)
  const listed = await send(app.url, callV1(key, LIST, { Format: 'XML', 'AccessTokenId.1': id }))
  const { AccessTokens, TotalCount } = parser.parse(listed.text).ListAccessTokensResponse
  expect(TotalCount).toBe('1')
  expect(AccessTokens.AccessToken).toMatchObject({ AccessTokenId: id, Description: description })
  const refused = await send(
    app.url,
    callV1(key, LIST, { Format: 'XML', PageSize: '0', 'odd\u0001': 'x' }),
  )
  expect(refused.status).toBe(400)
  expect(parser.parse(refused.text).Error).toMatchObject({ Code: 'InvalidParameter', HostId: host })
  const byHeader = await send(
    app.url,
    callV3(key, LIST, {}, { host, headers: { accept: 'application/xml' } }),
  )
  expect(parser.parse(byHeader.text).ListAccessTokensResponse.RequestId).toMatch(/^[0-9A-F-]{36}$/)
})
