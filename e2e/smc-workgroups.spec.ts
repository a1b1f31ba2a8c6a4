import { addAccessKey } from './support/access-keys'
import { createAgent } from './support/agent'
import { addCode } from './support/codes'
import { expect, test, uniqueName } from './support/fixtures'
import { callV1, send } from './support/smc'
import { type Answer, CLIENTS } from './support/smc-clients'

const WORKGROUP_ID = /^w-[a-z0-9]{20}$/

type Workgroups = { Workgroup: Answer[] }

for (const [name, makeCaller] of Object.entries(CLIENTS)) {
  test(`${name} works unchanged with workgroups`, async ({ app, database }) => {
    const call = makeCaller(app.url, await addAccessKey(database))
    const Name = `wg.${uniqueName()}`
    const created = await call('CreateWorkgroup', {
      Name,
      Description: 'rack 7 + rack 8',
      ClientToken: `token-${Name}`,
      'Tag.1.Key': 'team',
      'Tag.1.Value': 'erp & crm',
    })
    const WorkgroupId = String(created.WorkgroupId)
    expect(WorkgroupId).toMatch(WORKGROUP_ID)
    const again = await call('CreateWorkgroup', { Name, ClientToken: `token-${Name}` })
    expect(again.WorkgroupId).toBe(WorkgroupId)
    const item = {
      WorkgroupId,
      Name,
      Description: 'rack 7 + rack 8',
      Status: 'NotStarted',
      Tags: { Tag: [{ Key: 'team', Value: 'erp & crm' }] },
      Warnings: { Warning: [] },
    }
    const filters: Record<string, string>[] = [
      { 'WorkgroupId.1': WorkgroupId },
      { Name, 'Tag.1.Key': 'team' },
    ]
    for (const filter of filters) {
      const found = await call('DescribeWorkgroups', filter)
      expect(found).toMatchObject({ TotalCount: 1, PageNumber: 1, PageSize: 10 })
      expect((found.Workgroups as Workgroups).Workgroup).toEqual([item])
    }

    const agent = await createAgent(app.url)
    const { code } = await addCode(database, 5)
    const machine = { machineId: `m-${Name}`, hostname: `host-${Name}` }
    const sourceId = String((await agent.register(code, machine)).body.sourceId)
    const members = { WorkgroupId, 'SourceId.1': sourceId }
    await call('AssociateSourceServers', members)
    expect(await call('DescribeSourceServers', { WorkgroupId })).toMatchObject({ TotalCount: 1 })
    expect(
      await call('DescribeWorkgroups', { 'WorkgroupId.1': WorkgroupId, Status: 'InProgress' }),
    ).toMatchObject({ TotalCount: 1 })
    await expect(call('DeleteWorkgroup', { WorkgroupId })).rejects.toThrow(/source servers/)
    await call('DisassociateSourceServers', members)
    expect(await call('DescribeSourceServers', { WorkgroupId })).toMatchObject({ TotalCount: 0 })
    await call('ModifyWorkgroupAttribute', { WorkgroupId, Name: `${Name}-2`, Description: 'moved' })
    const renamed = await call('DescribeWorkgroups', { Name: `${Name}-2` })
    expect((renamed.Workgroups as Workgroups).Workgroup[0]).toMatchObject({ Description: 'moved' })
    await call('DeleteWorkgroup', { WorkgroupId })
    expect(await call('DescribeWorkgroups', { 'WorkgroupId.1': WorkgroupId })).toMatchObject({
      TotalCount: 0,
    })
  })
}

test('what is wrong with a call about workgroups is named, and nothing is written', async ({
  app,
  database,
}) => {
  const key = await addAccessKey(database)
  const viewer = await addAccessKey(database, 'viewer')
  const call = async (action: string, parameters: Record<string, string>, by = key) => {
    const { status, body } = await send(app.url, callV1(by, action, parameters, 'POST'))
    return { status, ...(body as Answer) } as { status: number } & Answer
  }
  const nowhere = { WorkgroupId: 'w-00000000000000000000' }
  const Name = `wg-${uniqueName()}`
  const WorkgroupId = String((await call('CreateWorkgroup', { Name })).WorkgroupId)
  const many = (name: string) =>
    Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`${name}.${index + 1}`, 's-1']))
  const rows: [string, Record<string, string>, number, string][] = [
    ['CreateWorkgroup', { Name: 'a' }, 400, 'InvalidParameter'],
    ['CreateWorkgroup', { Name: '1a' }, 400, 'InvalidParameter'],
    ['CreateWorkgroup', { Name: 'https://a' }, 400, 'InvalidParameter'],
    ['CreateWorkgroup', { Name: Name.toUpperCase() }, 400, 'WorkgroupName.Duplicate'],
    ['CreateWorkgroup', { Description: 'x' }, 400, 'InvalidParameter'],
    ['CreateWorkgroup', { Description: 'http://x' }, 400, 'InvalidParameter'],
    ['CreateWorkgroup', { Description: 'x'.repeat(257) }, 400, 'InvalidParameter'],
    ['CreateWorkgroup', { ClientToken: 'ü' }, 400, 'InvalidParameter'],
    ['CreateWorkgroup', { ClientToken: 'x'.repeat(65) }, 400, 'InvalidParameter'],
    ['CreateWorkgroup', { 'Tag.1.Value': 'x' }, 400, 'InvalidParameter'],
    ['CreateWorkgroup', { 'Tag.1.Key': 'acs:x' }, 400, 'InvalidParameter'],
    ['CreateWorkgroup', { Tag: 'x' }, 400, 'InvalidParameter'],
    ['DescribeWorkgroups', { Status: 'Running' }, 400, 'InvalidParameter'],
    ['DescribeWorkgroups', { PageSize: '51' }, 400, 'InvalidParameter'],
    ['DescribeWorkgroups', many('WorkgroupId'), 400, 'InvalidParameter'],
    ['ModifyWorkgroupAttribute', { Name: 'ab' }, 400, 'MissingWorkgroupId'],
    ['ModifyWorkgroupAttribute', nowhere, 404, 'InvalidWorkgroupId.NotFound'],
    ['DeleteWorkgroup', {}, 400, 'MissingWorkgroupId'],
    ['DeleteWorkgroup', nowhere, 404, 'InvalidWorkgroupId.NotFound'],
    ['AssociateSourceServers', { WorkgroupId }, 400, 'MissingSourceId'],
    ['AssociateSourceServers', { WorkgroupId, ...many('SourceId') }, 400, 'InvalidParameter'],
    [
      'AssociateSourceServers',
      { WorkgroupId, 'SourceId.1': 's-00000000000000000000' },
      404,
      'InvalidSourceId.NotFound',
    ],
    [
      'DisassociateSourceServers',
      { WorkgroupId, 'SourceId.1': 's-00000000000000000000' },
      404,
      'InvalidSourceId.NotFound',
    ],
  ]
  for (const [action, parameters, status, code] of rows) {
    const answer = await call(action, parameters)
    expect([answer.status, answer.Code], `${action} ${JSON.stringify(parameters)}`).toEqual([
      status,
      code,
    ])
  }
  const refused = await call('CreateWorkgroup', {}, viewer)
  expect([refused.status, refused.Code]).toEqual([403, 'Forbidden.Unauthorized'])
  const all = await call('DescribeWorkgroups', { Name })
  expect(all.TotalCount).toBe(1)
})

test('sent twice at the same moment, a workgroup is made once; a source is in one', async ({
  app,
  database,
}) => {
  const key = await addAccessKey(database)
  const call = async (action: string, parameters: Record<string, string>) =>
    (await send(app.url, callV1(key, action, parameters, 'POST'))).body
  const ClientToken = `once-${uniqueName()}`
  const made = await Promise.all(
    Array.from({ length: 8 }, () => call('CreateWorkgroup', { ClientToken })),
  )
  expect(new Set(made.map(({ WorkgroupId }) => WorkgroupId)).size).toBe(1)
  const first = String(made[0]?.WorkgroupId)
  const second = String((await call('CreateWorkgroup', {})).WorkgroupId)
  const agent = await createAgent(app.url)
  const { code } = await addCode(database, 1)
  const machine = { machineId: ClientToken, hostname: ClientToken }
  const sourceId = String((await agent.register(code, machine)).body.sourceId)
  await call('AssociateSourceServers', { WorkgroupId: first, 'SourceId.1': sourceId })
  const refused = await call('AssociateSourceServers', {
    WorkgroupId: second,
    'SourceId.1': sourceId,
  })
  expect(refused.Code).toBe('SourceServer.InWorkgroup')
})
