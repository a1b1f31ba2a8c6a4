import fc from 'fast-check'
import { addAccessKey, type TestKey } from './support/access-keys'
import { expect, test } from './support/fixtures'
import { callV1, callV3, type SmcCall, send } from './support/smc'

const CALLS = 900
const AT_ONCE = 20

const ODD = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\0',
    '%',
    '%ZZ',
    '%00',
    '\u202E',
    '__proto__',
    '[]',
    '{}',
    'null',
    '9'.repeat(400),
    'x'.repeat(5_000),
    '-1',
    '1e9',
    ' ',
    '\n',
  ),
)

const ACTIONS = [
  'CreateAccessToken',
  'ListAccessTokens',
  'DisableAccessToken',
  'DescribeSourceServers',
  'ModifySourceServerAttribute',
  'DeleteSourceServer',
]
const NAMES = [
  'Name',
  'Description',
  'Count',
  'TimeToLiveInDays',
  'AccessTokenId',
  'AccessTokenId.1',
  'SourceId',
  'SourceId.1',
  'Status',
  'State',
  'PageNumber',
  'PageSize',
  'Force',
]

/** A signed call with odd parameters; then, mostly, spoiled somewhere. */
const mangled = (key: TestKey, host: string) =>
  fc
    .record({
      scheme: fc.constantFrom('v1 get', 'v1 post', 'v3'),
      action: fc.oneof(fc.constantFrom(...ACTIONS), ODD),
      parameters: fc.array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), ODD), ODD), {
        maxLength: 4,
      }),
      spoil: fc.constantFrom(
        'nothing',
        'drop',
        'value',
        'name',
        'twice',
        'body',
        'type',
        'header',
        'method',
      ),
      where: fc.nat(20),
      odd: ODD,
    })
    .map(({ scheme, action, parameters, spoil, where, odd }): SmcCall => {
      const fields = Object.fromEntries(parameters)
      const header = encodeURIComponent(action).slice(0, 200) || 'x'
      const call =
        scheme === 'v3'
          ? callV3(key, header, fields, { host })
          : callV1(key, action, fields, scheme === 'v1 get' ? 'GET' : 'POST')
      const query = call.query.map((pair): [string, string] => [...pair])
      const target = query[where % Math.max(1, query.length)]
      if (spoil === 'drop' && target) query.splice(query.indexOf(target), 1)
      if (spoil === 'value' && target) target[1] = odd
      if (spoil === 'name' && target) target[0] = odd
      if (spoil === 'twice' && target) query.push([...target])
      const headers = { ...call.headers }
      if (spoil === 'type')
        headers['content-type'] =
          ['application/json', 'multipart/form-data; boundary=x', 'text/html'][where % 3] ?? ''
      if (spoil === 'header')
        headers[Object.keys(headers)[where % 8] ?? 'authorization'] = encodeURIComponent(odd).slice(
          0,
          500,
        )
      const method =
        spoil === 'method' ? (['PUT', 'DELETE', 'POST'][where % 3] ?? 'PUT') : call.method
      return {
        method,
        query,
        headers,
        body: spoil === 'body' && method !== 'GET' ? odd : call.body,
      }
    })

/** A lone surrogate can't be encoded, not even by a client that is out to do harm. */
const isSendable = ({ query, body }: SmcCall) =>
  [...query.flat(), body].every((text) => text.isWellFormed())

test(`${CALLS} mangled calls get no 5xx and no HTML, and each an ID`, async ({ app, database }) => {
  test.setTimeout(180_000)
  const keys = await Promise.all(Array.from({ length: 6 }, () => addAccessKey(database)))
  const { host } = new URL(app.url)
  const calls = keys.flatMap((key) =>
    fc.sample(mangled(key, host).filter(isSendable), CALLS / keys.length),
  )
  const statuses = new Map<number, number>()
  for (let from = 0; from < calls.length; from += AT_ONCE) {
    await Promise.all(
      calls.slice(from, from + AT_ONCE).map(async (call) => {
        const answer = await send(app.url, call)
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        const told = JSON.stringify(call).slice(0, 600)
        expect(answer.status, told).toBeLessThan(500)
        expect(answer.status === 200 || answer.status >= 400, told).toBe(true)
        expect(answer.headers.get('content-type'), told).toMatch(/^(application\/json|text\/xml)/)
        if (answer.headers.get('content-type')?.startsWith('application/json'))
          expect(answer.body.RequestId, told).toBeTruthy()
      }),
    )
  }
  expect(statuses.get(200), 'some are right').toBeGreaterThan(15)
  expect(statuses.get(400), 'most are not').toBeGreaterThan(300)
  expect((await fetch(`${app.url}/api/health`)).status).toBe(200)
})
