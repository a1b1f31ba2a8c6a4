import fc from 'fast-check'
import { expect, it } from 'vitest'
import { actor, expectWholeLedger, issue, register } from '../../test/registering'
import { db } from '../db/client'
import { parsePageKey } from '../paging'
import { listRefusals, listRegistrationsOfToken } from './reads'
import { registerSourceServer } from './writes'

it('keeps only so many refused machines apart, whatever a dead code is hammered with', async () => {
  const { code, id } = await issue()
  await db.accessToken.update({ where: { id }, data: { disabledAt: new Date() } })
  const at = new Date('2026-01-01T00:00:00Z')
  const rows = Array.from({ length: 5_000 }, (_, index) => ({ id: `rf-${id}-${index}`, source: `old-${index}` }))
  await db.refusal.createMany({
    data: rows.map((row) => ({ ...row, tokenId: id, reason: 'code_disabled', ip: '', attempts: 1, firstAt: at, lastAt: at })),
  })
  for (let attempt = 0; attempt < 3; attempt++) expect(await register(code)).toEqual({ ok: false, reason: 'code_disabled' })
  expect(await db.refusal.count({ where: { tokenId: id } })).toBe(5_001)
  expect((await listRefusals(actor, id)).entries[0]).toMatchObject({ source: 'other machines', attempts: 3 })
})

it('tells an address that fails too often no reason any more, and records nothing', async () => {
  const { code, id } = await issue()
  await db.accessToken.update({ where: { id }, data: { disabledAt: new Date() } })
  const attempt = () => registerSourceServer(code, { machineId: 'same', hostname: 'same' }, '203.0.113.50')
  for (let done = 0; done < 2_000; done++) await attempt()
  expect(await attempt()).toMatchObject({ ok: false, reason: 'too_many_requests' })
  expect((await listRefusals(actor, id)).entries).toMatchObject([{ attempts: 2_000 }])
})

it('leads through the ledger with the oddest machine IDs', async () => {
  const { code, id } = await issue(120)
  for (let index = 0; index < 60; index++)
    expect((await register(code, { machineId: '😀'.repeat(125) + index, hostname: 'odd' })).ok).toBe(true)
  const first = await listRegistrationsOfToken(actor, id)
  const second = await listRegistrationsOfToken(actor, id, { after: parsePageKey(first.older) })
  expect([first.entries.length, second.entries.length]).toEqual([50, 10])
  expect((await listRegistrationsOfToken(actor, id, { before: parsePageKey(second.newer) })).entries).toEqual(first.entries)
})

/** A small model of one token: the machines that are in, and what may let others in. */
type Model = { machines: Set<string>; count: number; disabled: boolean; expired: boolean }

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('register' as const), machine: fc.integer({ min: 0, max: 7 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('disabled' as const), value: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('expired' as const), value: fc.boolean() }) },
)

function expected(model: Model, machine: string): string {
  if (model.machines.has(machine)) return 'repeated'
  if (model.disabled) return 'code_disabled'
  if (model.expired) return 'code_expired'
  return model.machines.size < model.count ? 'registered' : 'code_exhausted'
}

it('does what a small model says, in any order of operations', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 25 }), async (count, steps) => {
      const { code, id, expiresAt } = await issue(count)
      const model: Model = { machines: new Set(), count, disabled: false, expired: false }
      for (const operation of steps) {
        if (operation.kind === 'register') {
          const machineId = `${id}-${operation.machine}`
          const now = model.expired ? expiresAt : new Date()
          const result = await register(code, { machineId, hostname: 'model' }, now)
          expect(result.ok ? (result.repeated ? 'repeated' : 'registered') : result.reason).toBe(expected(model, machineId))
          if (result.ok) model.machines.add(machineId)
        } else {
          model[operation.kind] = operation.value
          await db.accessToken.update({ where: { id }, data: { disabledAt: model.disabled ? new Date() : null } })
        }
      }
      expect(await expectWholeLedger(id)).toBe(model.machines.size)
    }),
    { numRuns: 40 },
  )
})
