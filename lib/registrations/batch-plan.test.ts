import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Attempt, type Known, type Outcome, pairOf, planBatch } from './batch-plan'

const at = new Date('2026-11-26T02:00:00Z')

const attempt: fc.Arbitrary<Attempt> = fc
  .record({
    codeHash: fc.constantFrom('hash-1', 'hash-2', 'hash-unknown'),
    machineId: fc.constantFrom('m-1', 'm-2', 'm-3'),
    machineKeyHash: fc.constantFrom(undefined, 'key-a', 'key-b'),
    hostname: fc.constantFrom('web', 'WEB', 'db'),
    serverId: fc.uuid(),
  })
  .map(({ machineKeyHash, ...about }) => ({
    ...about,
    ...(machineKeyHash && { machineKeyHash }),
    platform: '',
    architecture: '',
    agentVersion: '',
    systemInfo: '{}',
    searchFacts: '',
    keys: { hostKey: 'web', shortKey: 'web', externalKeys: [], addressKeys: [] },
    ip: '192.0.2.1',
    at,
  }))

const token = (id: string) =>
  fc.record({
    id: fc.constant(id),
    count: fc.integer({ min: 1, max: 3 }),
    registeredCount: fc.integer({ min: 0, max: 2 }),
    expiresAt: fc.constantFrom(new Date(0), new Date('2027-01-01T00:00:00Z')),
    disabledAt: fc.constantFrom(null, null, new Date(0)),
    waveId: fc.constantFrom(null, 'w-1'),
    onlyExpected: fc.boolean(),
  })

const server = fc.option(
  fc.record({
    id: fc.constant('s-1'),
    hostname: fc.constantFrom('web', 'db'),
    machineKeyHash: fc.constantFrom(null, 'key-a'),
    reopenedAt: fc.constantFrom(null, at),
    deletedAt: fc.constantFrom(null, at),
    registeredAt: fc.constant(at),
    waveId: fc.constant(null),
  }),
)

const known: fc.Arbitrary<Known> = fc
  .record({ first: token('at-1'), second: token('at-2'), server, isRegistered: fc.boolean() })
  .map(({ first, second, server, isRegistered }) => ({
    tokens: new Map([
      ['hash-1', first],
      ['hash-2', second],
    ]),
    servers: new Map(server ? [['m-1', server]] : []),
    registered: new Set(server && isRegistered ? [pairOf('hash-1', 'm-1')] : []),
    expectedIn: new Map(),
  }))

/** What is known, with every other attempt on the list of the wave. */
const withLists = (state: Known, attempts: Attempt[]): Known => ({
  ...state,
  expectedIn: new Map(
    attempts
      .filter((_, index) => index % 2 === 0)
      .map((one, index) => [one, new Map([['w-1', [`eh-${index % 3}`]]])]),
  ),
})

/** One attempt at a time, each written before the next is looked at: slow, and plainly right. */
function oneByOne(state: Known, attempts: Attempt[]): (Outcome | undefined)[] {
  return attempts.map((one) => {
    const { outcomes, servers, claims, uses } = planBatch(state, [one])
    const [seat] = state.expectedIn.get(one)?.get('w-1') ?? []
    const isIn = outcomes[0]?.decision.kind === 'claim' || outcomes[0]?.decision.kind === 'refresh'
    if (seat && isIn && outcomes[0]?.token.waveId) {
      for (const [other, waves] of state.expectedIn)
        if (other.machineId !== one.machineId && waves.get('w-1')?.[0] === seat)
          state.expectedIn.set(other, new Map())
    }
    for (const { attempt, server } of servers) state.servers.set(attempt.machineId, server)
    for (const { attempt } of claims)
      state.registered.add(pairOf(attempt.codeHash, attempt.machineId))
    for (const [hash, token] of state.tokens) {
      state.tokens.set(hash, {
        ...token,
        registeredCount: token.registeredCount + (uses.get(token.id) ?? 0),
      })
    }
    return outcomes[0]
  })
}

it('decides a batch as if each attempt were written before the next', () => {
  fc.assert(
    fc.property(known, fc.array(attempt, { maxLength: 12 }), (found, attempts) => {
      const before = withLists(found, attempts)
      const { outcomes, servers, claims, uses } = planBatch(before, attempts)
      const state = {
        tokens: new Map(before.tokens),
        servers: new Map(before.servers),
        registered: new Set(before.registered),
        expectedIn: new Map(before.expectedIn),
      }
      expect(outcomes).toEqual(oneByOne(state, attempts))
      for (const { attempt, server } of servers)
        expect(state.servers.get(attempt.machineId)).toEqual(server)
      for (const [hash, { id, registeredCount }] of before.tokens)
        expect(registeredCount + (uses.get(id) ?? 0)).toBe(state.tokens.get(hash)?.registeredCount)
      expect(claims.length).toBe([...uses.values()].reduce((sum, one) => sum + one, 0))
    }),
    { numRuns: 1_000 },
  )
})

it('writes each machine once and takes no use beyond the count', () => {
  fc.assert(
    fc.property(known, fc.array(attempt, { maxLength: 12 }), (before, attempts) => {
      const kept = structuredClone(before)
      const { servers, claims, uses } = planBatch(before, attempts)
      expect(before).toEqual(kept)
      const machines = servers.map(({ attempt }) => attempt.machineId)
      expect(new Set(machines).size).toBe(machines.length)
      expect(
        new Set(claims.map(({ attempt }) => pairOf(attempt.codeHash, attempt.machineId))).size,
      ).toBe(claims.length)
      for (const { id, count, registeredCount } of before.tokens.values()) {
        const used = uses.get(id) ?? 0
        if (used > 0) expect(registeredCount + used).toBeLessThanOrEqual(count)
      }
    }),
    { numRuns: 1_000 },
  )
})
