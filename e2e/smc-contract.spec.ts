import { addAccessKey } from './support/access-keys'
import { createAgent } from './support/agent'
import { expect, test, tokenTable, uniqueName } from './support/fixtures'
import { callV1, send } from './support/smc'

const FULLWIDTH_ZERO = '０'

/**
 * Each row of the contract: parameters of CreateAccessToken, and the one that is wrong with them.
 */
const REFUSED: [parameters: Record<string, string>, parameter: string, rule: string][] = [
  ...[
    '10.5',
    '1e2',
    '0x10',
    ' 10',
    '10 ',
    '+5',
    '010',
    FULLWIDTH_ZERO,
    '',
    'NaN',
    '0',
    '1001',
    '-1',
    '9'.repeat(30),
  ].map((Count): [Record<string, string>, string, string] => [
    { Count },
    'Count',
    'Count must be a whole number from 1 to 1000.',
  ]),
  ...['0', '91', '1.0', '', '-1', 'thirty'].map(
    (TimeToLiveInDays): [Record<string, string>, string, string] => [
      { TimeToLiveInDays },
      'TimeToLiveInDays',
      'must be a whole number from 1 to 90.',
    ],
  ),
  [{ Name: 'http://x' }, 'Name', 'must not start with http:// or https://'],
  [{ Name: 'HTTPS://x' }, 'Name', 'must not start with http:// or https://'],
  [{ Name: '1a' }, 'Name', 'must start with a letter'],
  [{ Name: 'a b' }, 'Name', 'letters, digits, colons, underscores and hyphens only'],
  [{ Name: 'a.b' }, 'Name', 'letters, digits, colons, underscores and hyphens only'],
  [{ Name: 'a' }, 'Name', '2 to 128 characters'],
  [{ Name: 'a'.repeat(129) }, 'Name', '2 to 128 characters'],
  [{ Description: 'x'.repeat(513) }, 'Description', 'at most 512 characters'],
  [{ Description: 'a\u0001b' }, 'Description', 'control characters'],
]

test('input that the contract refuses names the rule and writes nothing', async ({
  app,
  database,
}) => {
  const key = await addAccessKey(database)
  for (const [parameters, parameter, rule] of REFUSED) {
    const { status, body } = await send(
      app.url,
      callV1(key, 'CreateAccessToken', parameters, 'POST'),
    )
    const said = JSON.stringify(parameters)
    expect(status, said).toBe(400)
    expect(body.Code, said).toBe('InvalidParameter')
    expect(body.Message, said).toContain(
      `The specified value of parameter "${parameter}" is not valid.`,
    )
    expect(body.Message, said).toContain(rule)
  }
  expect(
    await database.run('SELECT id FROM "AccessToken" WHERE "createdBy" = $1', [key.accessKeyId]),
  ).toEqual([])
})

test('input that the contract accepts is written as it was sent', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const rows: [Record<string, string>, Record<string, string>][] = [
    [
      {},
      {
        Name: '',
        Description: '',
        Count: '100',
        TimeToLiveInDays: '30',
        Status: 'activated',
        RegisteredCount: '0',
      },
    ],
    [
      { Count: '1', TimeToLiveInDays: '1' },
      { Count: '1', TimeToLiveInDays: '1' },
    ],
    [
      { Count: '1000', TimeToLiveInDays: '90' },
      { Count: '1000', TimeToLiveInDays: '90' },
    ],
    [{ Name: '' }, { Name: '' }],
    [{ Name: 'http:' }, { Name: 'http:' }],
    [{ Name: '数据中心-A' }, { Name: '数据中心-A' }],
    [{ Name: 'a'.repeat(128) }, { Name: 'a'.repeat(128) }],
    [{ Description: 'two\nlines\r\nthree' }, { Description: 'two\nlines\r\nthree' }],
    [{ Description: '😀'.repeat(512) }, { Description: '😀'.repeat(512) }],
    [{ RegionId: 'cn-hangzhou', OwnerId: '1', ResourceOwnerAccount: 'x@y' }, { Count: '100' }],
  ]
  for (const [parameters, expected] of rows) {
    const { body } = await send(app.url, callV1(key, 'CreateAccessToken', parameters, 'POST'))
    expect(body.AccessTokenCode, JSON.stringify(parameters)).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(body.Code).toBeUndefined()
    const listed = await send(
      app.url,
      callV1(key, 'ListAccessTokens', { 'AccessTokenId.1': String(body.AccessTokenId) }),
    )
    expect(listed.body).toMatchObject({ TotalCount: 1, AccessTokens: { AccessToken: [expected] } })
    expect(listed.text).not.toContain(String(body.AccessTokenCode))
    expect(await database.dump()).not.toContain(String(body.AccessTokenCode))
    expect(app.output()).not.toContain(String(body.AccessTokenCode))
  }
})

test('lists are filtered and paged', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const name = `n-${uniqueName()}`
  const ids: string[] = []
  for (let index = 0; index < 5; index++) {
    const { body } = await send(
      app.url,
      callV1(key, 'CreateAccessToken', { Name: index < 3 ? name : `${name}-other` }),
    )
    ids.push(String(body.AccessTokenId))
  }
  const list = async (parameters: Record<string, string>) => {
    const { body } = await send(app.url, callV1(key, 'ListAccessTokens', parameters))
    const { AccessToken: items } = body.AccessTokens as { AccessToken: { AccessTokenId: string }[] }
    return { total: body.TotalCount, ids: items.map((item) => item.AccessTokenId) }
  }
  const newestFirst = ids.slice(0, 3).reverse()
  expect(await list({ Name: name })).toEqual({ total: 3, ids: newestFirst })
  expect(await list({ Name: name.toUpperCase() })).toEqual({ total: 0, ids: [] })
  expect(await list({ Name: name, PageSize: '2' })).toEqual({
    total: 3,
    ids: newestFirst.slice(0, 2),
  })
  expect(await list({ Name: name, PageSize: '2', PageNumber: '2' })).toEqual({
    total: 3,
    ids: newestFirst.slice(2),
  })
  expect(await list({ Name: name, PageNumber: '99' })).toEqual({ total: 3, ids: [] })
  const numbered = Object.fromEntries(ids.map((id, index) => [`AccessTokenId.${index + 1}`, id]))
  expect(await list(numbered)).toEqual({ total: 5, ids: ids.toReversed() })
  await send(app.url, callV1(key, 'DisableAccessToken', { AccessTokenId: ids[0] ?? '' }))
  expect(await list({ ...numbered, Status: 'unactivated' })).toEqual({ total: 1, ids: [ids[0]] })
  await database.run('UPDATE "AccessToken" SET "expiresAt" = "createdAt" WHERE id = $1', [ids[1]])
  expect(await list({ ...numbered, Status: 'expired' })).toEqual({ total: 1, ids: [ids[1]] })
  await database.run('UPDATE "AccessToken" SET "registeredCount" = count WHERE id = $1', [ids[2]])
  expect((await list({ ...numbered, Status: 'activated' })).total).toBe(3)
  for (const [parameter, value] of [
    ['PageSize', '0'],
    ['PageSize', '101'],
    ['PageNumber', '0'],
    ['PageNumber', 'x'],
    ['Status', 'constructor'],
  ] as const) {
    const { status, body } = await send(
      app.url,
      callV1(key, 'ListAccessTokens', { [parameter]: value }),
    )
    expect([status, body.Code], parameter).toEqual([400, 'InvalidParameter'])
    expect(body.Message).toContain(`"${parameter}"`)
  }
})

test('what is not there is said so, and what is done twice is done', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const call = async (action: string, parameters: Record<string, string>) => {
    const { status, body } = await send(app.url, callV1(key, action, parameters))
    return [status, body.Code]
  }
  for (const id of ['at-00000000000000000000', 'x', "' OR 1=1"]) {
    expect(await call('DisableAccessToken', { AccessTokenId: id })).toEqual([
      404,
      'InvalidAccessTokenId.NotFound',
    ])
    expect(await call('DeleteAccessToken', { AccessTokenId: id })).toEqual([
      404,
      'InvalidAccessTokenId.NotFound',
    ])
    expect(await call('DeleteSourceServer', { SourceId: id })).toEqual([
      404,
      'InvalidSourceId.NotFound',
    ])
    expect(await call('ModifySourceServerAttribute', { SourceId: id, Name: 'x' })).toEqual([
      404,
      'InvalidSourceId.NotFound',
    ])
  }
  for (const action of ['DisableAccessToken', 'DeleteAccessToken'])
    expect(await call(action, {})).toEqual([400, 'MissingAccessTokenId'])
  for (const action of ['DeleteSourceServer', 'ModifySourceServerAttribute'])
    expect(await call(action, {})).toEqual([400, 'MissingSourceId'])
  const { body } = await send(app.url, callV1(key, 'CreateAccessToken'))
  const id = { AccessTokenId: String(body.AccessTokenId) }
  expect(await call('DisableAccessToken', id)).toEqual([200, undefined])
  expect(await call('DisableAccessToken', id)).toEqual([200, undefined])
  expect(await call('DeleteAccessToken', id)).toEqual([200, undefined])
  expect(await call('DeleteAccessToken', id)).toEqual([404, 'InvalidAccessTokenId.NotFound'])
})

test('two source servers can not get the same name', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const agent = await createAgent(app.url)
  const { body } = await send(app.url, callV1(key, 'CreateAccessToken'))
  const code = String(body.AccessTokenCode)
  const name = uniqueName()
  const [first, second] = await Promise.all(
    ['a', 'b'].map(
      async (suffix) =>
        (await agent.register(code, { machineId: name + suffix, hostname: name + suffix })).body
          .sourceId,
    ),
  )
  const rename = async (id: unknown, wanted: Record<string, string>) => {
    const answer = await send(
      app.url,
      callV1(key, 'ModifySourceServerAttribute', { SourceId: String(id), ...wanted }),
    )
    return [answer.status, answer.body.Code]
  }
  expect(await rename(first, { Name: `${name}a` })).toEqual([200, undefined])
  expect(await rename(second, { Name: `${name}a` })).toEqual([400, 'SourceServerName.Duplicate'])
  expect(await rename(second, { Description: 'kept name' })).toEqual([200, undefined])
  expect(await rename(second, { Description: 'http://x' })).toEqual([400, 'InvalidParameter'])
  expect(await rename(second, { Description: 'x'.repeat(257) })).toEqual([400, 'InvalidParameter'])
  const { body: described } = await send(
    app.url,
    callV1(key, 'DescribeSourceServers', { Name: `${name}b` }),
  )
  expect(described).toMatchObject({
    TotalCount: 1,
    SourceServers: { SourceServer: [{ SourceId: second, Description: 'kept name' }] },
  })
})

test('what a program issues appears in the console by itself, under its key', async ({
  app,
  database,
  signedIn,
}) => {
  const key = await addAccessKey(database)
  const name = uniqueName()
  const { page } = await signedIn('administrator', `/tokens?search=${name}`)
  await expect(page.getByText('No activation code matches')).toBeVisible()
  const { body } = await send(app.url, callV1(key, 'CreateAccessToken', { Name: name }))
  const row = tokenTable(page)
    .getByRole('row')
    .filter({ hasText: String(body.AccessTokenId) })
  await expect(row).toContainText('key of Test operator')
  await page.goto(`/audit?target=${body.AccessTokenId}`)
  await expect(page.getByRole('table', { name: 'Audit' })).toContainText('Issued code')
  await expect(page.getByRole('table', { name: 'Audit' })).toContainText('key of Test operator')
})
