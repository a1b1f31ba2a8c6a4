import { describe, expect, it } from 'vitest'
import { actor, expectWholeLedger, issue, newMachine, register } from '@/test/registering'
import { db } from '../db/client'
import { listRefusals } from '../refusals/reads'
import { deleteSource } from '../sources/writes'
import { newCode } from '../tokens/code'
import { replaceCode } from '../tokens/edit/writes'
import { checkCode, listRegistrationsOfSource, listRegistrationsOfToken } from './reads'
import { registerSourceServer } from './writes'

describe('a registration', () => {
  it('takes a use, and writes source server and ledger', async () => {
    const { code, id } = await issue(3)
    const facts = {
      ...newMachine(),
      platform: 'linux',
      architecture: 'x86_64',
      cpuCount: 8,
      ipAddresses: ['198.51.100.7'],
      agentVersion: '1.0',
    }
    const result = await registerSourceServer(code, facts, '192.0.2.9')
    expect(result).toMatchObject({
      ok: true,
      repeated: false,
      token: { id, count: 3, registeredCount: 1 },
    })
    if (!result.ok) return
    const server = await db.sourceServer.findUniqueOrThrow({ where: { id: result.sourceId } })
    expect(server).toMatchObject({
      hostname: facts.hostname,
      name: facts.hostname,
      platform: 'linux',
      lastTokenId: id,
      state: 'Available',
    })
    expect(JSON.parse(server.systemInfo)).toMatchObject({
      cpuCount: 8,
      ipAddresses: ['198.51.100.7'],
    })
    expect((await listRegistrationsOfToken(actor, id)).entries).toMatchObject([
      { sourceId: server.id, ip: '192.0.2.9', agentVersion: '1.0' },
    ])
    await expectWholeLedger(id)
  })

  it('of the same machine with the same code costs nothing', async () => {
    const { code, id } = await issue(2)
    const machine = newMachine()
    const first = await register(code, { ...machine, kernel: '6.1' })
    const again = await register(code, { ...machine, kernel: '6.12' })
    expect(again).toMatchObject({ ok: true, repeated: true, token: { registeredCount: 1 } })
    if (!first.ok || !again.ok) throw new Error('refused')
    expect(again.sourceId).toBe(first.sourceId)
    const server = await db.sourceServer.findUniqueOrThrow({ where: { id: first.sourceId } })
    expect(JSON.parse(server.systemInfo)).toEqual({ kernel: '6.12' })
    await expectWholeLedger(id)
  })

  it('of a known machine with another code stays one source server', async () => {
    const [one, two] = [await issue(), await issue()]
    const machine = newMachine()
    const [first, second] = [await register(one.code, machine), await register(two.code, machine)]
    if (!first.ok || !second.ok) throw new Error('refused')
    expect(second.sourceId).toBe(first.sourceId)
    expect(await expectWholeLedger(one.id)).toBe(1)
    expect(await expectWholeLedger(two.id)).toBe(1)
    const ledger = await listRegistrationsOfSource(actor, first.sourceId)
    expect(ledger.entries.map((entry) => entry.tokenId).sort()).toEqual([one.id, two.id].sort())
  })

  it.each<[string, (id: string) => Promise<unknown>]>([
    [
      'disabled',
      (id) => db.accessToken.update({ where: { id }, data: { disabledAt: new Date() } }),
    ],
    ['expired', (id) => db.accessToken.update({ where: { id }, data: { expiresAt: new Date(0) } })],
    ['used up', (id) => db.accessToken.update({ where: { id }, data: { count: 1 } })],
  ])(
    'repeated with a code that is %s is answered as before and writes nothing; refused, ' +
      'when the server was deleted since',
    async (_, stop) => {
      const { code, id } = await issue(2)
      const machine = newMachine()
      const first = await register(code, machine)
      if (!first.ok) throw new Error('refused')
      await stop(id)
      const everything = async () =>
        JSON.stringify([
          await db.sourceServer.findMany(),
          await db.registration.findMany(),
          await db.auditEvent.findMany(),
          await db.dailyTally.findMany(),
        ])
      const before = await everything()
      expect(await register(code, { ...machine, kernel: 'forged' })).toMatchObject({
        ok: true,
        repeated: true,
        sourceId: first.sourceId,
      })
      expect(await everything()).toBe(before)

      await deleteSource(actor, first.sourceId)
      expect(await register(code, machine)).toMatchObject({
        ok: false,
        reason: expect.stringMatching(/^code_/),
      })
      expect(
        (await db.sourceServer.findUniqueOrThrow({ where: { id: first.sourceId } })).deletedAt,
      ).not.toBeNull()
    },
  )

  it('brings a deleted server back under its ID, and records it', async () => {
    const { code } = await issue(2)
    const machine = newMachine()
    const first = await register(code, machine)
    if (!first.ok) throw new Error('refused')
    await deleteSource(actor, first.sourceId)
    expect(await register(code, machine)).toMatchObject({
      ok: true,
      repeated: true,
      sourceId: first.sourceId,
    })
    const event = await db.auditEvent.findFirstOrThrow({
      where: { target: first.sourceId, action: 'source.registered_again' },
    })
    expect(JSON.parse(event.changes)).toEqual({ deleted: ['yes', 'no'] })
    expect(event).toMatchObject({ actorId: first.sourceId, ip: '192.0.2.9' })
  })

  it('writes nothing when the ledger can not be written', async () => {
    const { code, id } = await issue()
    const machine = newMachine()
    await db.$executeRawUnsafe('ALTER TABLE "Registration" RENAME TO "RegistrationAway"')
    try {
      await expect(register(code, machine)).rejects.toThrow()
    } finally {
      await db.$executeRawUnsafe('ALTER TABLE "RegistrationAway" RENAME TO "Registration"')
    }
    expect(await expectWholeLedger(id)).toBe(0)
    expect(await db.sourceServer.findUnique({ where: { machineId: machine.machineId } })).toBeNull()
    expect(await register(code, machine)).toMatchObject({ ok: true, repeated: false })
  })
})

describe('many at once', () => {
  it('get in exactly as often as the code allows', async () => {
    const { code, id } = await issue(20)
    const results = await Promise.all(Array.from({ length: 60 }, () => register(code)))
    expect(results.filter((result) => result.ok)).toHaveLength(20)
    expect(
      results.filter((result) => !result.ok && result.reason === 'code_exhausted'),
    ).toHaveLength(40)
    expect(await expectWholeLedger(id)).toBe(20)
    expect((await listRefusals(actor, { code: id })).entries).toHaveLength(40)
  })

  it('count once when each sends eight times at the very same moment', async () => {
    const { code, id } = await issue(10)
    const machinesAtOnce = Array.from({ length: 10 }, newMachine)
    const results = await Promise.all(
      machinesAtOnce.flatMap((machine) => Array.from({ length: 8 }, () => register(code, machine))),
    )
    expect(results.every((result) => result.ok)).toBe(true)
    expect(results.filter((result) => result.ok && !result.repeated)).toHaveLength(10)
    expect(await expectWholeLedger(id)).toBe(10)
  })

  it('stay one source server when one machine uses five codes at once', async () => {
    const codes = await Promise.all(Array.from({ length: 5 }, () => issue()))
    const machine = newMachine()
    const results = await Promise.all(codes.map(({ code }) => register(code, machine)))
    expect(
      new Set(results.map((result) => (result.ok ? result.sourceId : result.reason))).size,
    ).toBe(1)
    for (const { id } of codes) expect(await expectWholeLedger(id)).toBe(1)
  })
})

describe('a refusal', () => {
  it('tells a mistyped code from an unknown one', async () => {
    const { code } = await issue()
    const mistyped = `${code.slice(0, -1)}${code.endsWith('a') ? 'b' : 'a'}`
    expect(await register(mistyped)).toEqual({ ok: false, reason: 'unknown_code', mistyped: true })
    expect(await register(newCode())).toEqual({
      ok: false,
      reason: 'unknown_code',
      mistyped: false,
    })
  })

  it('treats a deleted token and a replaced code as unknown', async () => {
    const { code, id } = await issue()
    const replaced = await replaceCode(actor, id)
    expect(await register(code)).toMatchObject({ reason: 'unknown_code' })
    if (!replaced.ok) throw new Error(replaced.reason)
    expect(await register(replaced.code)).toMatchObject({ ok: true })
    await db.accessToken.update({ where: { id }, data: { deletedAt: new Date() } })
    expect(await register(replaced.code)).toMatchObject({ reason: 'unknown_code' })
  })

  it('of an expired code begins with the very millisecond of its expiry', async () => {
    const { code, expiresAt } = await issue()
    expect(await register(code, newMachine(), new Date(expiresAt.getTime() - 1))).toMatchObject({
      ok: true,
    })
    expect(await register(code, newMachine(), expiresAt)).toEqual({
      ok: false,
      reason: 'code_expired',
    })
  })

  it('is kept in one row for all repeats, with its reason, machine and times', async () => {
    const { code, id } = await issue()
    await db.accessToken.update({ where: { id }, data: { disabledAt: new Date() } })
    const machine = newMachine()
    const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-02T00:00:00Z')]
    expect(await register(code, machine, early)).toEqual({ ok: false, reason: 'code_disabled' })
    await Promise.all(Array.from({ length: 10 }, () => register(code, machine, late)))
    expect((await listRefusals(actor, { code: id })).entries).toMatchObject([
      {
        reason: 'code_disabled',
        source: machine.machineId,
        hostname: machine.hostname,
        attempts: 11,
        firstAt: early,
        lastAt: late,
      },
    ])
    expect(await expectWholeLedger(id)).toBe(0)
  })
})

describe('the check of a code', () => {
  it('is told without using it', async () => {
    const { code, id } = await issue(2)
    await register(code)
    expect(await checkCode(code)).toMatchObject({
      id,
      status: 'active',
      count: 2,
      registeredCount: 1,
    })
    await register(code)
    expect(await checkCode(code)).toMatchObject({ status: 'exhausted', registeredCount: 2 })
    expect(await checkCode(newCode())).toBeUndefined()
  })
})
