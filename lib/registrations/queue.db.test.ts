import { expect, inject, it } from 'vitest'
import {
  expectWholeLedger,
  issue,
  newMachine,
  register as registerMachine,
} from '@/test/registering'
import { db, sql } from '../db/client'
import { DatabaseUnavailableError } from '../db/errors/outage'
import { newId } from '../ids'
import { keysOfMachine } from '../machines/keys'
import { hashCode, newCode } from '../tokens/code'
import type { Attempt } from './batch-plan'
import { register } from './queue'

const provider = inject('provider')

function attemptWith(code: string, more: Partial<Attempt> = {}): Attempt {
  const { machineId, hostname } = newMachine()
  const facts = {
    platform: '',
    architecture: '',
    agentVersion: '',
    systemInfo: '{}',
    searchFacts: hostname.toLowerCase(),
  }
  return {
    codeHash: hashCode(code),
    machineId,
    hostname,
    serverId: newId('s'),
    ...facts,
    keys: keysOfMachine({ hostname, machineId, addresses: [] }),
    ip: '192.0.2.1',
    at: new Date(),
    ...more,
  }
}

/**
 * Holds a row for as long as some work takes, as a change that was not committed yet does. On
 * SQLite nobody can hold one row.
 */
async function holding(table: string, id: string, work: () => Promise<void>): Promise<void> {
  if (provider === 'sqlite') return work()
  await db.$transaction(async (transaction) => {
    await transaction.$queryRaw(
      table === 'AccessToken'
        ? sql`SELECT 1 FROM "AccessToken" WHERE id = ${id} FOR UPDATE`
        : sql`SELECT 1 FROM "SourceServer" WHERE id = ${id} FOR UPDATE`,
    )
    await work()
  })
}

/**
 * Does some work while another instance writes a machine anew, and has not committed it. On SQLite
 * it waits for that.
 */
async function writing(attempt: Attempt | undefined, work: () => Promise<void>): Promise<void> {
  if (provider === 'sqlite' || !attempt) return work()
  const { codeHash: _, serverId: id, ip: __, keys: ___, at, hostname: name, ...facts } = attempt
  const seen = { state: 'Available', lastTokenId: 'at-elsewhere', registeredAt: at, seenAt: at }
  await db.$transaction(async (transaction) => {
    await transaction.sourceServer.create({
      data: { ...facts, ...seen, id, name, hostname: name, searchName: name },
    })
    await work()
  })
}

it('writes what arrives together in few transactions', async () => {
  const { code, id } = await issue(100)
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => register(attemptWith(code))))
  expect(new Set(outcomes.map((outcome) => outcome?.token.registeredCount)).size).toBe(100)
  expect(await expectWholeLedger(id)).toBe(100)
})

it('registers others while one code is held by somebody', async () => {
  const [held, free] = [await issue(), await issue()]
  let waiting: Promise<unknown> = Promise.resolve()
  await holding('AccessToken', held.id, async () => {
    waiting = Promise.all(Array.from({ length: 5 }, () => register(attemptWith(held.code))))
    const others = await Promise.all(
      Array.from({ length: 5 }, () => register(attemptWith(free.code))),
    )
    expect(others.map((outcome) => outcome?.decision.kind)).toEqual(Array(5).fill('claim'))
  })
  await waiting
  expect(await expectWholeLedger(held.id)).toBe(5)
  expect(await expectWholeLedger(free.id)).toBe(5)
})

it('holds up nobody who comes after those that wait for a code that somebody holds', async () => {
  const [held, free] = [await issue(), await issue()]
  const waiting: Promise<unknown>[] = []
  await holding('AccessToken', held.id, async () => {
    waiting.push(register(attemptWith(held.code)))
    // Its code is known to be held by now; what comes for it waits, and what comes afterwards does
    // not.
    await register(attemptWith(free.code))
    waiting.push(register(attemptWith(held.code)))
    await new Promise(setImmediate)
    expect(await register(attemptWith(free.code))).toMatchObject({ decision: { kind: 'claim' } })
  })
  await Promise.all(waiting)
  expect(await expectWholeLedger(held.id)).toBe(2)
})

it('lets a machine that somebody changes wait alone', async () => {
  const [one, other] = [await issue(), await issue()]
  const machine = newMachine()
  const first = await registerMachine(one.code, machine)
  if (!first.ok) throw new Error('refused')
  let waiting: Promise<unknown> = Promise.resolve()
  await holding('SourceServer', first.sourceId, async () => {
    waiting = registerMachine(one.code, { ...machine, kernel: '6.12' })
    expect(await register(attemptWith(other.code))).toMatchObject({ decision: { kind: 'claim' } })
  })
  expect(await waiting).toMatchObject({ ok: true, repeated: true })
})

it('lets no machine that is being written elsewhere spoil the others of its batch', async () => {
  const { code, id } = await issue()
  const attempts = [attemptWith(code), attemptWith(code), attemptWith(code)]
  await writing(attempts[1], async () => {
    const results = await Promise.allSettled(attempts.map(register))
    const second = provider === 'sqlite' ? 'fulfilled' : 'rejected'
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', second, 'fulfilled'])
  })
  expect(await expectWholeLedger(id)).toBe(provider === 'sqlite' ? 3 : 2)
})

it('lets no attempt that can not be written spoil the others of its batch', async () => {
  const { code, id } = await issue()
  const broken = attemptWith(code, { agentVersion: null as never })
  const results = await Promise.allSettled([
    register(attemptWith(code)),
    register(broken),
    ...Array.from({ length: 3 }, () => register(attemptWith(code))),
  ])
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ])
  expect(await expectWholeLedger(id)).toBe(4)
})

it('turns away whoever comes when very many wait', async () => {
  const code = newCode()
  const results = await Promise.allSettled(
    Array.from({ length: 4_100 }, () => register(attemptWith(code))),
  )
  const rejected = results.filter((result) => result.status === 'rejected')
  expect(rejected).toHaveLength(100)
  expect(rejected.every(({ reason }) => reason instanceof DatabaseUnavailableError)).toBe(true)
})
