import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Claim, decide, type KnownServer, keyHashAfter, type Situation } from './rule'

const now = new Date('2026-11-26T02:00:00Z')
const later = new Date('2026-11-27T02:00:00Z')

const token = fc.record({
  id: fc.constant('at-1'),
  count: fc.integer({ min: 1, max: 3 }),
  registeredCount: fc.integer({ min: 0, max: 3 }),
  expiresAt: fc.constantFrom(new Date(0), now, later),
  disabledAt: fc.constantFrom(null, new Date(0)),
  waveId: fc.constantFrom(null, 'w-1'),
  onlyExpected: fc.boolean(),
})
const hash = fc.constantFrom(null, 'a', 'b')
const server: fc.Arbitrary<KnownServer> = fc.record({
  id: fc.constant('s-1'),
  hostname: fc.constantFrom('web', 'db'),
  machineKeyHash: hash,
  reopenedAt: fc.constantFrom(null, new Date(0)),
  deletedAt: fc.constantFrom(null, new Date(0)),
  registeredAt: fc.constant(new Date(0)),
  waveId: fc.constant(null),
})
const situation: fc.Arbitrary<Situation> = fc
  .record({
    token,
    server: fc.option(server, { nil: undefined }),
    hasRegistered: fc.boolean(),
    isExpected: fc.boolean(),
  })
  // Who registered has a source server, if perhaps a deleted one.
  .map((one) => ({ ...one, hasRegistered: one.hasRegistered && one.server !== undefined }))
const claim: fc.Arbitrary<Claim> = fc
  .record({ hostname: fc.constantFrom('web', 'WEB', 'db') })
  .chain((about) =>
    hash.map((machineKeyHash) => (machineKeyHash === null ? about : { ...about, machineKeyHash })),
  )

const isActive = ({ token: { count, registeredCount, expiresAt, disabledAt } }: Situation) =>
  disabledAt === null && expiresAt > now && registeredCount < count

it('writes with an active code only, and takes one use a machine', () => {
  fc.assert(
    fc.property(situation, claim, (found, by) => {
      const { kind } = decide(found, by, now)
      if (kind === 'claim') expect(isActive(found) && !found.hasRegistered).toBe(true)
      if (kind === 'refresh') expect(isActive(found) && found.hasRegistered).toBe(true)
      if (kind === 'answer')
        expect(!isActive(found) && found.hasRegistered && found.server?.deletedAt === null).toBe(
          true,
        )
    }),
  )
})

it('takes nobody new who is not on the list of a wave that takes no others', () => {
  fc.assert(
    fc.property(situation, claim, (found, by) => {
      const { kind } = decide(found, by, now)
      if (kind === 'claim') expect(found.isExpected || !found.token.onlyExpected).toBe(true)
    }),
  )
})

it('accepts neither another key nor, without a key, another host name', () => {
  fc.assert(
    fc.property(situation, claim, (found, by) => {
      if (
        !found.server ||
        found.server.deletedAt ||
        found.server.reopenedAt ||
        decide(found, by, now).kind === 'refuse'
      )
        return
      const { machineKeyHash, hostname } = found.server
      if (machineKeyHash === null) expect(by.hostname.toLowerCase()).toBe(hostname)
      else expect(by.machineKeyHash).toBe(machineKeyHash)
    }),
  )
})

it('never lets go of a key that is known, but for a server that was deleted or reopened', () => {
  fc.assert(
    fc.property(server, claim, (known, by) => {
      const after = keyHashAfter(known, by)
      if (known.deletedAt || known.reopenedAt) expect(after).toBe(by.machineKeyHash ?? null)
      else if (by.machineKeyHash === undefined) expect(after).toBe(known.machineKeyHash)
    }),
  )
})

const expired = {
  id: 'at-1',
  count: 3,
  registeredCount: 1,
  expiresAt: new Date(0),
  disabledAt: null,
  waveId: null,
  onlyExpected: false,
}
const known = {
  id: 's-1',
  hostname: 'web',
  machineKeyHash: 'a',
  reopenedAt: null,
  deletedAt: null,
  registeredAt: new Date(0),
  waveId: null,
}

it('answers a repeat with a code that is not active any more, while the server is there', () => {
  const repeat = { token: expired, server: known, hasRegistered: true, isExpected: false }
  const by = { hostname: 'web', machineKeyHash: 'a' }
  expect(decide(repeat, by, now)).toEqual({ kind: 'answer' })
  expect(decide({ ...repeat, hasRegistered: false }, by, now)).toEqual({
    kind: 'refuse',
    reason: 'code_expired',
  })
  const deleted = { ...known, deletedAt: new Date(0) }
  expect(decide({ ...repeat, server: deleted }, by, now)).toMatchObject({ kind: 'refuse' })
})

it.each([
  ['was deleted', { deletedAt: new Date(0) }],
  ['may register anew', { reopenedAt: new Date(0) }],
])('takes another key and host name for a server that %s', (_, state) => {
  const active = { ...expired, expiresAt: later }
  const found = {
    token: active,
    server: { ...known, ...state },
    hasRegistered: false,
    isExpected: false,
  }
  expect(decide(found, { hostname: 'db', machineKeyHash: 'b' }, now)).toEqual({ kind: 'claim' })
})
