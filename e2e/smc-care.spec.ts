import { newCode } from '../lib/tokens/code'
import { storedMoment } from '../test/stored-moment'
import { addAccessKey } from './support/access-keys'
import { startConsole } from './support/console'
import { expect, test } from './support/fixtures'
import { callV1, expectProblem, type SmcAnswer, send } from './support/smc'

const LIST = 'ListAccessTokens'

test('a key that calls too often is told to wait', async ({ database }) => {
  const app = await startConsole({ DATABASE_URL: database.url, SMC_CALLS: '2' })
  const key = await addAccessKey(database, 'viewer')
  const answers: SmcAnswer[] = []
  // Within ten seconds at some time, however slow the machine is.
  for (let round = 0; round < 20 && !answers.some(({ status }) => status === 429); round++)
    answers.push(
      ...(await Promise.all(
        Array.from({ length: 3 }, () => send(app.url, callV1(key, LIST, { PageSize: '1' }))),
      )),
    )
  const throttled = answers.find(({ status }) => status === 429)
  expect(throttled?.body.Code).toBe('Throttling.User')
  expect(Number(throttled?.headers.get('retry-after'))).toBeGreaterThan(0)
  const another = await addAccessKey(database, 'viewer')
  expect((await send(app.url, callV1(another, LIST))).status).toBe(200)
  await app.stop()
})

test('an unknown parameter that selects is refused by its name', async ({ app, database }) => {
  const key = await addAccessKey(database)
  const unknown: [operation: string, parameters: Record<string, string>, name: string][] = [
    ['DescribeSourceServers', { JobId: 'j-1' }, 'JobId'],
    ['DescribeSourceServers', { 'RelatedJobType.1': 'x' }, 'RelatedJobType.1'],
    ['DescribeSourceServers', { ResourceGroupId: 'rg-1' }, 'ResourceGroupId'],
    ['DescribeSourceServers', { 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' }, 'Tag.1.Key'],
    ['DescribeSourceServers', { name: 'web' }, 'name'],
    [LIST, { 'SourceId.1': 's-1' }, 'SourceId.1'],
    [LIST, { NameLike: '' }, 'NameLike'],
    [
      'DeleteSourceServer',
      { SourceId: 's-00000000000000000000', WorkgroupId: 'w-1' },
      'WorkgroupId',
    ],
    [
      'DeleteAccessToken',
      { AccessTokenId: 'at-00000000000000000000', Status: 'expired' },
      'Status',
    ],
  ]
  for (const [operation, parameters, name] of unknown) {
    const answer = await send(app.url, callV1(key, operation, parameters))
    expectProblem(answer, 400, 'InvalidParameter')
    expect(answer.body.Message).toContain(`"${name}"`)
  }
  const tolerated = {
    RegionId: 'cn-hangzhou',
    OwnerId: '1',
    ResourceOwnerAccount: 'x@y',
    OwnerAccount: 'x',
    ResourceOwnerId: '2',
  }
  expect((await send(app.url, callV1(key, 'DescribeSourceServers', tolerated))).status).toBe(200)
})

test('calls that anyone can make push none of a key’s own out of its log', async ({
  app,
  database,
  signedIn,
}) => {
  const { page, person } = await signedIn('operator')
  const key = await addAccessKey(database)
  await database.run('UPDATE "AccessKey" SET "ownerId" = $1 WHERE id = $2', [
    person.id,
    key.accessKeyId,
  ])
  expect((await send(app.url, callV1(key, LIST, { Name: 'genuine' }))).status).toBe(200)
  // What an attacker writes in hours, 60 in a minute.
  const at = (index: number) => storedMoment(Date.now() - 1_000_000 + index)
  for (let index = 0; index < 300; index++)
    await database.run(
      `INSERT INTO "SmcCall" (id, "accessKeyId", proven, at, operation, result, ip, "requestId")
         VALUES ($1, $2, false, $3, 'x', 'SignatureDoesNotMatch', '', '')`,
      [`ca-${key.accessKeyId.slice(3)}-${index}`, key.accessKeyId, at(index)],
    )
  for (let call = 0; call < 59; call++)
    await send(app.url, callV1({ ...key, accessKeySecret: 'wrong' }, LIST))
  await page.goto(`/settings/access-keys/${key.accessKeyId}`)
  const calls = page.getByRole('table', { name: 'Latest calls' })
  await expect(calls).toContainText('SignatureDoesNotMatch')
  const rows = await database.run('SELECT proven FROM "SmcCall" WHERE "accessKeyId" = $1', [
    key.accessKeyId,
  ])
  expect(rows.filter(({ proven }) => proven === true || proven === 1)).toHaveLength(1)
  const own = app
    .output()
    .split('\n')
    .filter((line) => line.includes('SMC call') && line.includes(key.accessKeyId))
  expect(own.length).toBeGreaterThanOrEqual(1)
})

test('an activation code in the place of an operation is written nowhere', async ({
  app,
  database,
}) => {
  const key = await addAccessKey(database)
  const code = newCode()
  expectProblem(await send(app.url, callV1(key, code)), 404, 'InvalidAction.NotFound')
  expect(await database.dump()).not.toContain(code)
  expect(app.output()).not.toContain(code)
})
