import OpenApiClient, { Config, OpenApiRequest, Params } from '@alicloud/openapi-client'
import { $OpenApiUtil, default as CoreClient } from '@alicloud/openapi-core'
import PopCore from '@alicloud/pop-core'
import RpcClient from '@alicloud/rpc-client'
import { addAccessKey, type TestKey } from './support/access-keys'
import { createAgent } from './support/agent'
import { expect, test, uniqueName } from './support/fixtures'

type Answer = Record<string, unknown>
/**
 * Calls an operation with a client as its users do; a refusal is thrown, as the client throws it.
 */
type Caller = (action: string, parameters: Record<string, string>) => Promise<Answer>

const VERSION = '2019-06-01'

/** A module's default export, whether it was made for require or for import. */
const unwrapped = <T>(module: T): T => (module as { default?: T }).default ?? module

function popCore(url: string, key: TestKey, method: string): Caller {
  const client = new PopCore({ endpoint: url, apiVersion: VERSION, ...key })
  return (action, parameters) => client.request(action, parameters, { method })
}

function rpcClient(url: string, { accessKeyId, accessKeySecret }: TestKey, method: string): Caller {
  const Client = unwrapped(RpcClient)
  const { host } = new URL(url)
  const client = new Client({
    accessKeyId,
    accessKeySecret,
    endpoint: host,
    protocol: 'http',
    type: 'access_key',
  } as never)
  const runtime = { autoretry: false, readTimeout: 10_000, connectTimeout: 10_000 }
  return async (action, parameters) => {
    const [query, form] = method === 'GET' ? [parameters, {}] : [{}, parameters]
    return client.doRequest(action, 'HTTP', method, VERSION, 'AK', query, form, runtime as never)
  }
}

/** How generated SDKs describe a call of an RPC operation. */
const callOf = (action: string, place: 'query' | 'form', method: string) => ({
  action,
  version: VERSION,
  protocol: 'HTTP',
  pathname: '/',
  method,
  authType: 'AK',
  style: 'RPC',
  reqBodyType: place === 'form' ? 'formData' : 'json',
  bodyType: 'json',
})

function openApi(
  url: string,
  key: TestKey,
  place: 'query' | 'form',
  method = 'POST',
  signatureAlgorithm?: string,
): Caller {
  const Client = unwrapped(OpenApiClient)
  const { accessKeyId, accessKeySecret } = key
  const endpoint = new URL(url).host
  const client = new Client(
    new Config({ accessKeyId, accessKeySecret, endpoint, protocol: 'http', signatureAlgorithm }),
  )
  return async (action, parameters) => {
    const params = new Params(callOf(action, place, method))
    const request = new OpenApiRequest(
      place === 'form' ? { body: parameters } : { query: parameters },
    )
    const runtime = {
      autoretry: false,
      ignoreSSL: false,
      readTimeout: 10_000,
      connectTimeout: 10_000,
    }
    return (await client.callApi(params, request, runtime as never)).body
  }
}

function openApiCore(url: string, key: TestKey, place: 'query' | 'form', method = 'POST'): Caller {
  const Client = unwrapped(CoreClient)
  const { accessKeyId, accessKeySecret } = key
  const endpoint = new URL(url).host
  const client = new Client(
    new $OpenApiUtil.Config({ accessKeyId, accessKeySecret, endpoint, protocol: 'http' }),
  )
  return async (action, parameters) => {
    const params = new $OpenApiUtil.Params(callOf(action, place, method))
    const request = new $OpenApiUtil.OpenApiRequest(
      place === 'form' ? { body: parameters } : { query: parameters },
    )
    const runtime = { autoretry: false, readTimeout: 10_000, connectTimeout: 10_000 }
    return (await client.callApi(params, request, runtime as never)).body
  }
}

const CLIENTS: Record<string, (url: string, key: TestKey) => Caller> = {
  'pop-core by GET': (url, key) => popCore(url, key, 'GET'),
  'pop-core by POST': (url, key) => popCore(url, key, 'POST'),
  'rpc-client by GET': (url, key) => rpcClient(url, key, 'GET'),
  'rpc-client by POST': (url, key) => rpcClient(url, key, 'POST'),
  'openapi-client with V3': (url, key) => openApi(url, key, 'query'),
  'openapi-client with V3 and a form': (url, key) => openApi(url, key, 'form'),
  'openapi-client with V3 by GET': (url, key) => openApi(url, key, 'query', 'GET'),
  'openapi-client with V1': (url, key) => openApi(url, key, 'query', 'POST', 'v2'),
  'openapi-client with V1 by GET': (url, key) => openApi(url, key, 'query', 'GET', 'v2'),
  'openapi-core with V3': (url, key) => openApiCore(url, key, 'query'),
  'openapi-core with V3 and a form': (url, key) => openApiCore(url, key, 'form'),
  'openapi-core with V3 by GET': (url, key) => openApiCore(url, key, 'query', 'GET'),
}

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
