import fc from 'fast-check'
import { expect, it } from 'vitest'
import { actor, expectWholeLedger, issue, register } from '@/test/registering'
import { db } from '../db/client'
import { parseCursor } from '../list/page.shared'
import { listRefusals } from '../refusals/reads'
import { countFailure } from '../refusals/throttle'
import { hashCode } from '../tokens/code'
import {
  disableToken,
  editToken,
  enableToken,
  extendToken,
  replaceCode,
} from '../tokens/edit/writes'
import { listRegistrationsOfToken } from './reads'
import { registerSourceServer } from './writes'

it('keeps only so many refused machines apart, whatever a dead code is hammered with', async () => {
  const { code, id } = await issue()
  await db.accessToken.update({ where: { id }, data: { disabledAt: new Date() } })
  await db.$executeRawUnsafe(`INSERT INTO "Refusal" (id, "tokenId", reason, source, ip, attempts,
    "firstAt", "lastAt")
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5000)
    SELECT 'rf-${id}-' || n, '${id}', 'code_disabled', 'old-' || n, '', 1,
      '2026-01-01T00:00:00.000+00:00', '2026-01-01T00:00:00.000+00:00' FROM numbers`)
  for (let attempt = 0; attempt < 3; attempt++)
    expect(await register(code)).toEqual({ ok: false, reason: 'code_disabled' })
  expect(await db.refusal.count({ where: { tokenId: id } })).toBe(5_001)
  expect((await listRefusals(actor, { code: id })).entries[0]).toMatchObject({
    source: 'other machines',
    attempts: 3,
  })
})

it('tells an address that fails too often no reason any more, and records nothing', async () => {
  const { code, id } = await issue()
  await db.accessToken.update({ where: { id }, data: { disabledAt: new Date() } })
  const attempt = () =>
    registerSourceServer(code, { machineId: 'same', hostname: 'same' }, '203.0.113.50')
  for (let done = 0; done < 1_998; done++) countFailure('refused', '203.0.113.50')
  for (let done = 0; done < 2; done++)
    expect(await attempt()).toMatchObject({ ok: false, reason: 'code_disabled' })
  expect(await attempt()).toMatchObject({ ok: false, reason: 'too_many_requests' })
  expect((await listRefusals(actor, { code: id })).entries).toMatchObject([{ attempts: 2 }])
})

it('leads through the ledger with the oddest machine IDs', async () => {
  const { code, id } = await issue(120)
  for (let index = 0; index < 60; index++)
    expect(
      (await register(code, { machineId: '😀'.repeat(125) + index, hostname: 'odd' })).ok,
    ).toBe(true)
  const first = await listRegistrationsOfToken(actor, id)
  const second = await listRegistrationsOfToken(actor, id, { after: parseCursor(first.next) })
  expect([first.entries.length, second.entries.length]).toEqual([50, 10])
  expect(
    (await listRegistrationsOfToken(actor, id, { before: parseCursor(second.previous) })).entries,
  ).toEqual(first.entries)
})

/** A small model of one token: the machines that are in, and what may let others in. */
type Model = {
  machines: Set<string>
  count: number
  disabled: boolean
  expired: boolean
  code: string
}

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('register' as const),
      machine: fc.integer({ min: 0, max: 7 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('disable' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('enable' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('expire' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('extend' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('count' as const),
      count: fc.integer({ min: 1, max: 8 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('replace' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

function expected(model: Model, machine: string): string {
  if (model.machines.has(machine)) return 'repeated'
  if (model.disabled) return 'code_disabled'
  if (model.expired) return 'code_expired'
  return model.machines.size < model.count ? 'registered' : 'code_exhausted'
}

/** Does one step to the token and to its model, and holds their answers against each other. */
async function take(operation: Step, id: string, model: Model): Promise<void> {
  switch (operation.kind) {
    case 'register': {
      const machineId = `${id}-${operation.machine}`
      const result = await register(model.code, { machineId, hostname: 'model' })
      expect(result.ok ? (result.repeated ? 'repeated' : 'registered') : result.reason).toBe(
        expected(model, machineId),
      )
      if (result.ok) model.machines.add(machineId)
      return
    }
    case 'disable':
      expect((await disableToken(actor, id)).ok).toBe(!model.disabled)
      model.disabled = true
      return
    case 'enable':
      expect((await enableToken(actor, id)).ok).toBe(model.disabled)
      model.disabled = false
      return
    case 'expire':
      await db.accessToken.update({
        where: { id },
        data: { expiresAt: new Date(Date.now() - 1_000) },
      })
      model.expired = true
      return
    case 'extend': {
      const { expiresAt } = await db.accessToken.findUniqueOrThrow({ where: { id } })
      const extended = await extendToken(actor, id, { timeToLiveInDays: 90, seen: { expiresAt } })
      if (model.expired) expect(extended.ok).toBe(true)
      model.expired = false
      return
    }
    case 'count': {
      const seen = { name: null, description: null, count: model.count }
      expect((await editToken(actor, id, { count: operation.count, seen })).ok).toBe(
        operation.count >= model.machines.size,
      )
      if (operation.count >= model.machines.size) model.count = operation.count
      return
    }
    case 'replace': {
      const replaced = await replaceCode(actor, id)
      if (!replaced.ok) throw new Error(replaced.reason)
      expect(await db.accessToken.count({ where: { codeHash: hashCode(model.code) } })).toBe(0)
      model.code = replaced.code
    }
  }
}

it('does what a small model says, in any order of registrations and changes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(step, { maxLength: 30 }),
      async (count, steps) => {
        const { code, id } = await issue(count)
        const model: Model = { machines: new Set(), count, disabled: false, expired: false, code }
        for (const operation of steps) {
          await take(operation, id, model)
          expect(await expectWholeLedger(id)).toBe(model.machines.size)
        }
      },
    ),
    { numRuns: 40 },
  )
})

it('never lets too many machines in while codes are changed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const { code, id, expiresAt } = await issue(4)
      const seen = { name: null, description: null, count: 4 }
      const attempts = steps.map((operation): Promise<unknown> => {
        if (operation.kind === 'register')
          return register(code, { machineId: `${id}-${operation.machine}`, hostname: 'model' })
        if (operation.kind === 'count')
          return editToken(actor, id, { count: operation.count, seen })
        if (operation.kind === 'extend')
          return extendToken(actor, id, { timeToLiveInDays: 90, seen: { expiresAt } })
        if (operation.kind === 'replace') return replaceCode(actor, id)
        return operation.kind === 'disable' ? disableToken(actor, id) : enableToken(actor, id)
      })
      await Promise.all(attempts)
      await expectWholeLedger(id)
    }),
    { numRuns: 25 },
  )
})
