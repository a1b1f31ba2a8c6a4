import { addAccessKey } from './support/access-keys'
import { createAgent } from './support/agent'
import { expect, test, uniqueName } from './support/fixtures'
import { type Answer, CLIENTS } from './support/smc-clients'

/** Characters that clients, frameworks and signatures treat in ways of their own. */
const AWKWARD =
  'blank plus+ percent%20 tilde~ star* quote\' (round) a=b&c=d ünïcödé 数据 😀 "double" <tag> ' +
  '/path?x#y'

for (const [name, makeCaller] of Object.entries(CLIENTS)) {
  test(`${name} works unchanged through all operations`, async ({ app, database }) => {
    const key = await addAccessKey(database)
    const call = makeCaller(app.url, key)
    const tokenName = `wave-${uniqueName()}`
    const created = await call('CreateAccessToken', {
      Name: tokenName,
      Description: AWKWARD,
      Count: '2',
      TimeToLiveInDays: '7',
    })
    expect(created.AccessTokenCode).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(created.AccessTokenId).toMatch(/^at-[a-z0-9]{20}$/)
    expect(created.RequestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)
    const id = String(created.AccessTokenId)

    const agent = await createAgent(app.url)
    const disks = [
      { path: '/dev/sda', sizeBytes: 10 * 2 ** 30 },
      { path: '/dev/sdb', sizeBytes: 2 ** 40 },
    ]
    const machine = {
      machineId: `m-${id}`,
      hostname: `host-${id}`,
      platform: 'linux',
      architecture: 'x86_64',
      disks,
    }
    const { body } = await agent.register(String(created.AccessTokenCode), machine)

    const listed = await call('ListAccessTokens', {
      'AccessTokenId.1': id,
      Name: tokenName,
      Status: 'activated',
    })
    expect(listed).toMatchObject({ TotalCount: 1, PageNumber: 1, PageSize: 20 })
    expect((listed.AccessTokens as { AccessToken: Answer[] }).AccessToken).toEqual([
      {
        AccessTokenId: id,
        Name: tokenName,
        Description: AWKWARD,
        Count: '2',
        TimeToLiveInDays: '7',
        RegisteredCount: '1',
        CreationTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        Status: 'activated',
      },
    ])

    const sourceId = String(body.sourceId)
    const renamed = `renamed ${id} 数据`
    await call('ModifySourceServerAttribute', {
      SourceId: sourceId,
      Name: renamed,
      Description: AWKWARD,
    })
    const described = await call('DescribeSourceServers', { 'SourceId.1': sourceId })
    expect(described).toMatchObject({ TotalCount: 1, PageNumber: 1, PageSize: 10 })
    const [server] = (described.SourceServers as { SourceServer: Answer[] }).SourceServer
    expect(server).toMatchObject({
      SourceId: sourceId,
      Name: renamed,
      Description: AWKWARD,
      State: 'Available',
      SystemDiskSize: 10,
      DataDisks: { DataDisk: [{ Index: 0, Path: '/dev/sdb', Size: 1024 }] },
    })
    expect(JSON.parse(String(server?.SystemInfo))).toMatchObject({ hostname: machine.hostname })
    await call('DeleteSourceServer', { SourceId: sourceId, Force: 'true' })
    expect(await call('DescribeSourceServers', { 'SourceId.1': sourceId })).toMatchObject({
      TotalCount: 0,
    })

    await call('DisableAccessToken', { AccessTokenId: id })
    expect(
      await call('ListAccessTokens', { 'AccessTokenId.1': id, Status: 'unactivated' }),
    ).toMatchObject({ TotalCount: 1 })
    await call('DeleteAccessToken', { AccessTokenId: id })
    expect(await call('ListAccessTokens', { 'AccessTokenId.1': id })).toMatchObject({
      TotalCount: 0,
    })

    const events = await database.run(
      'SELECT action FROM "AuditEvent" WHERE "actorId" = $1 ORDER BY at, id',
      [key.accessKeyId],
    )
    expect(events.map(({ action }) => action).sort()).toEqual(
      [
        'source.changed',
        'source.deleted',
        'token.deleted',
        'token.disabled',
        'token.issued',
      ].sort(),
    )
    await expect(call('CreateAccessToken', { Count: '1001' })).rejects.toThrow(
      /Count must be a whole number from 1 to 1000/,
    )
    await expect(call('NoSuchOperation', {})).rejects.toThrow(/Specified api is not found/)
    await expect(
      makeCaller(app.url, { ...key, accessKeySecret: 'wrong' })('ListAccessTokens', {}),
    ).rejects.toThrow(/signature is not matched/)
  })
}
