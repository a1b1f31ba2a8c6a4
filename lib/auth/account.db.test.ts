import { beforeAll, describe, expect, it } from 'vitest'
import { addPerson, newAddress, PASSWORD, signInAs } from '@/test/people'
import { authenticatedActor } from '../actors/actor'
import { db } from '../db/client'
import { renameSelf } from '../people/writes'
import { changePassword } from './account/change-password'
import { listSessions } from './sessions/reads'
import { endOtherSessions, endSession } from './sessions/writes'
import { createFirstAdministrator } from './set-up/first-administrator'

const EMAIL = 'ada@example.com'

async function administrator() {
  const { id, name } = await db.person.findUniqueOrThrow({ where: { email: EMAIL } })
  return authenticatedActor({ id, name, role: 'administrator', ip: '192.0.2.200' })
}

beforeAll(async () => {
  const attempts = Array.from({ length: 5 }, (_, index) =>
    createFirstAdministrator(
      {
        name: 'Ada',
        email: index === 0 ? EMAIL : `other-${index}@example.com`,
        password: PASSWORD,
      },
      '192.0.2.201',
    ),
  )
  const results = await Promise.all(attempts)
  // Whoever won, the tests below know the address of one administrator.
  expect(results.filter((result) => result.ok)).toHaveLength(1)
  const winner = await db.person.findFirstOrThrow()
  await db.person.update({ where: { id: winner.id }, data: { email: EMAIL } })
})

describe('the first administrator', () => {
  it('is made once, however many set-ups run at once, and never again', async () => {
    expect(await db.person.count()).toBe(1)
    expect(await db.credential.count()).toBe(1)
    expect(await db.person.findFirst()).toMatchObject({ role: 'administrator' })
    const again = await createFirstAdministrator(
      { name: 'Eve', email: 'eve@example.com', password: PASSWORD },
      '192.0.2.201',
    )
    expect(again).toEqual({ ok: false, reason: 'set_up_already' })
    expect(await db.person.count()).toBe(1)
  })

  it('is not made with a password that is easy to guess', async () => {
    const input = { name: 'Eve', email: 'eve@example.com', password: 'eve@example.com' }
    expect(await createFirstAdministrator(input, '192.0.2.201')).toMatchObject({
      reason: 'invalid',
      fieldErrors: { password: expect.any(String) },
    })
  })

  it('is on record, and the password is nowhere in clear', async () => {
    expect(await db.auditEvent.count({ where: { action: 'console.set_up' } })).toBe(1)
    const everything = JSON.stringify([
      await db.person.findMany(),
      await db.credential.findMany(),
      await db.auditEvent.findMany(),
    ])
    expect(everything).not.toContain(PASSWORD)
  })
})

describe('the own account', () => {
  it('is renamed, with before and after on record', async () => {
    await renameSelf(await administrator(), 'Ada King')
    expect(await db.person.findUnique({ where: { email: EMAIL } })).toMatchObject({
      name: 'Ada King',
    })
    const event = await db.auditEvent.findFirstOrThrow({ where: { action: 'person.renamed' } })
    expect(JSON.parse(event.changes)).toEqual({ name: ['Ada', 'Ada King'] })
  })

  it('takes no name that is read like somebody else’s', async () => {
    const { id, name } = await addPerson()
    const actor = authenticatedActor({ id, name, role: 'viewer', ip: '192.0.2.203' })
    for (const taken of ['Ada King', 'ada  king', 'ＡＤＡ KING'])
      expect(await renameSelf(actor, taken), taken).toEqual({ ok: false, reason: 'name_taken' })
    const { id: rival } = await addPerson()
    const both = [
      actor,
      authenticatedActor({ id: rival, name: 'Rival', role: 'viewer', ip: '192.0.2.203' }),
    ]
    const results = await Promise.all(both.map((person) => renameSelf(person, 'Augusta')))
    expect(results.filter((result) => result.ok)).toHaveLength(1)
  })

  it('is renamed only so often, so that nobody floods the audit', async () => {
    const { id, name } = await addPerson()
    const actor = authenticatedActor({ id, name, role: 'viewer', ip: '192.0.2.204' })
    for (let time = 0; time < 10; time++)
      expect(await renameSelf(actor, `${name} ${time}`)).toEqual({ ok: true })
    expect(await renameSelf(actor, `${name} x`)).toMatchObject({ ok: false, reason: 'throttled' })
  })

  it('needs the current password to change it, and ends other sessions', async () => {
    const actor = await administrator()
    await signInAs(EMAIL, PASSWORD, newAddress())
    await signInAs(EMAIL, PASSWORD, newAddress())
    const [mine] = await listSessions(actor, '')
    if (!mine) throw new Error('no session')
    const wrong = await changePassword(actor, mine.id, {
      currentPassword: 'not it at all',
      newPassword: 'another horse battery',
    })
    expect(wrong).toEqual({ ok: false, reason: 'wrong_password' })
    expect(
      await db.auditEvent.count({
        where: { action: 'person.password_refused', actorId: actor.id },
      }),
    ).toBe(1)
    expect((await listSessions(actor, '')).length).toBeGreaterThan(1)

    for (const newPassword of ['Ada-King-Ada-King', 'passwordpassword', EMAIL, PASSWORD])
      expect(
        await changePassword(actor, mine.id, { currentPassword: PASSWORD, newPassword }),
        newPassword,
      ).toMatchObject({
        ok: false,
        reason: 'invalid',
        fieldErrors: { newPassword: expect.any(String) },
      })
    expect((await listSessions(actor, '')).length).toBeGreaterThan(1)

    expect(
      await changePassword(actor, mine.id, {
        currentPassword: PASSWORD,
        newPassword: 'another horse battery',
      }),
    ).toEqual({ ok: true })
    expect((await listSessions(actor, mine.id)).map((session) => session.id)).toEqual([mine.id])
    expect(await signInAs(EMAIL, PASSWORD, newAddress())).toMatchObject({
      reason: 'wrong_credentials',
    })
    expect((await signInAs(EMAIL, 'another horse battery', newAddress())).ok).toBe(true)
  })

  it('ends its own sessions and nobody else’s', async () => {
    const actor = await administrator()
    const stranger = authenticatedActor({
      id: 'p-stranger',
      name: 'Eve',
      role: 'administrator',
      ip: '192.0.2.202',
    })
    const [first] = await listSessions(actor, '')
    if (!first) throw new Error('no session')
    await endSession(stranger, first.id)
    await endOtherSessions(stranger, '')
    expect((await listSessions(actor, '')).some((session) => session.id === first.id)).toBe(true)
    await endSession(actor, first.id)
    expect((await listSessions(actor, '')).some((session) => session.id === first.id)).toBe(false)
    await endOtherSessions(actor, '')
    expect(await listSessions(actor, '')).toEqual([])
  })
})
