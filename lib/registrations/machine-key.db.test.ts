import { describe, expect, it } from 'vitest'
import { actor, expectWholeLedger, issue, newMachine, register } from '@/test/registering'
import { db } from '../db/client'
import { listRefusals } from '../refusals/reads'
import { getSource } from '../sources/reads'
import { deleteSource, reopenSource } from '../sources/writes'

const KEY = 'k'.repeat(43)
const OTHER = 'o'.repeat(43)

/** A machine that registered, with or without a key, and everything of it that must stay. */
async function registered(machineKey?: string) {
  const { code, id } = await issue(5)
  const machine = { ...newMachine(), machineKey, kernel: 'mine' }
  const result = await register(code, machine)
  if (!result.ok) throw new Error(result.reason)
  const row = () => db.sourceServer.findUniqueOrThrow({ where: { id: result.sourceId } })
  return { code, id, machine, sourceId: result.sourceId, row }
}

describe('a machine that has sent a key', () => {
  it('is known by its key alone: with another or none it is refused', async () => {
    const { code, id, machine, row } = await registered(KEY)
    const other = await issue(5)
    const before = await row()
    for (const machineKey of [OTHER, undefined]) {
      for (const used of [code, other.code])
        expect(await register(used, { ...machine, machineKey, kernel: 'forged' })).toEqual({
          ok: false,
          reason: 'machine_conflict',
        })
    }
    expect(await row()).toEqual(before)
    expect(await expectWholeLedger(id)).toBe(1)
    expect(await expectWholeLedger(other.id)).toBe(0)
    expect((await listRefusals(actor, { code: other.id })).entries).toMatchObject([
      { reason: 'machine_conflict', source: machine.machineId, attempts: 2 },
    ])
  })

  it('may change its host name, which is in the audit; repeats of that in one event', async () => {
    const { code, machine, sourceId, row } = await registered(KEY)
    expect(await register(code, { ...machine, hostname: 'renamed' })).toMatchObject({
      ok: true,
      repeated: true,
      sourceId,
    })
    expect(await row()).toMatchObject({ hostname: 'renamed', name: machine.hostname })
    for (let time = 0; time < 3; time++)
      for (const hostname of [machine.hostname, 'renamed'])
        await register(code, { ...machine, hostname })
    const events = await db.auditEvent.findMany({
      where: { action: 'source.registered_again', target: sourceId },
    })
    expect(events.map(({ count }) => count)).toEqual([7])
  })

  it('is stored with the hash of its key alone', async () => {
    const { row } = await registered(KEY)
    const everything = JSON.stringify([
      await row(),
      await db.registration.findMany(),
      await db.auditEvent.findMany(),
      await db.refusal.findMany(),
    ])
    expect(everything).not.toContain(KEY)
    expect((await row()).machineKeyHash).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('a machine that has sent none', () => {
  it('is refused under another host name, and may take up a key', async () => {
    const { code, machine, row } = await registered()
    expect(await register(code, { ...machine, hostname: 'elsewhere' })).toEqual({
      ok: false,
      reason: 'machine_conflict',
    })
    expect(await register(code, { ...machine, hostname: 'elsewhere', machineKey: KEY })).toEqual({
      ok: false,
      reason: 'machine_conflict',
    })
    expect(
      await register(code, { ...machine, hostname: machine.hostname.toUpperCase() }),
    ).toMatchObject({ ok: true })
    expect(await register(code, { ...machine, machineKey: KEY })).toMatchObject({
      ok: true,
      repeated: true,
    })
    expect((await row()).machineKeyHash).not.toBeNull()
    expect(await register(code, machine)).toEqual({ ok: false, reason: 'machine_conflict' })
  })
})

describe('an operator', () => {
  it('lets a machine register anew, once, with another key and host name', async () => {
    const { code, id, machine, sourceId } = await registered(KEY)
    expect(await reopenSource(actor, sourceId)).toEqual({ ok: true })
    expect(await reopenSource(actor, sourceId)).toEqual({ ok: true })
    expect(await getSource(actor, sourceId)).toMatchObject({ proof: 'open' })
    expect(await register(code, { ...machine, hostname: 'new', machineKey: OTHER })).toMatchObject({
      ok: true,
      sourceId,
    })
    expect(await getSource(actor, sourceId)).toMatchObject({ proof: 'key', hostname: 'new' })
    expect(await register(code, machine)).toEqual({ ok: false, reason: 'machine_conflict' })
    expect(await expectWholeLedger(id)).toBe(1)
    expect(
      await db.auditEvent.count({ where: { action: 'source.reopened', target: sourceId } }),
    ).toBe(1)
  })

  it('forgets the key of a deleted server, which may then come back', async () => {
    const { code, machine, sourceId } = await registered(KEY)
    await deleteSource(actor, sourceId)
    expect(await reopenSource(actor, sourceId)).toEqual({ ok: false, reason: 'unknown_source' })
    expect(await register(code, { ...machine, machineKey: OTHER })).toMatchObject({
      ok: true,
      sourceId,
    })
    expect(await register(code, machine)).toEqual({ ok: false, reason: 'machine_conflict' })
  })
})

describe('clones', () => {
  it('of one machine ID at once: one registers, other keys are refused', async () => {
    const { code, id } = await issue(10)
    const machine = newMachine()
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        register(code, {
          ...machine,
          hostname: `clone-${index}`,
          machineKey: `${index}`.repeat(40),
        }),
      ),
    )
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(
      results.filter((result) => !result.ok && result.reason === 'machine_conflict'),
    ).toHaveLength(7)
    expect(await expectWholeLedger(id)).toBe(1)
  })

  it('with IDs of their own and one key are two machines', async () => {
    const { code, id } = await issue(10)
    const [one, two] = [
      await register(code, { ...newMachine(), machineKey: KEY }),
      await register(code, { ...newMachine(), machineKey: KEY }),
    ]
    if (!one.ok || !two.ok) throw new Error('refused')
    expect(one.sourceId).not.toBe(two.sourceId)
    expect(await expectWholeLedger(id)).toBe(2)
  })
})

it('keeps the machine ID of a system as its hash', async () => {
  const { code, id } = await issue(5)
  const raw = '0123456789abcdef0123456789abcdef'
  const hash = 'cb0614b6e624da9c4ebc94c339f2289f4c26e9ef6ac990f2fc56dbbf6f6d0d42'
  const first = await register(code, { machineId: raw, hostname: 'web-1' })
  expect(await register(code, { machineId: hash, hostname: 'web-1' })).toMatchObject({
    repeated: true,
    sourceId: first.ok && first.sourceId,
  })
  expect(await expectWholeLedger(id)).toBe(1)
  const everything = JSON.stringify([
    await db.sourceServer.findMany(),
    await db.registration.findMany(),
  ])
  expect(everything).not.toContain(raw)
})
