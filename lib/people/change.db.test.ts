import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { addPerson, newAddress, PASSWORD, signInAs } from '@/test/people'
import { authenticatedActor } from '../actors/actor'
import { ROLES } from '../actors/permissions.shared'
import { personOfFacts } from '../auth/provider/person'
import { db } from '../db/client'
import type { ProviderSettings } from '../provider-settings'
import { activate, changeRole, deactivate, makeResetLink, resetSecondFactor } from './change'
import { invite, renewInvitation, withdrawInvitation } from './invite'
import { findLink, hashOfLink } from './links'
import { listPeople } from './list/reads'
import { listTidings } from './tidings'

const as = (person: { id: string; name: string }) =>
  authenticatedActor({ ...person, role: 'administrator', ip: '192.0.2.7' })

const administrator = async () => addPerson(undefined, undefined, 'administrator')

beforeEach(async () => {
  await db.installation.upsert({
    where: { id: 'console' },
    create: { id: 'console', setUpAt: new Date() },
    update: {},
  })
  await db.person.updateMany({ data: { deactivatedAt: new Date() } })
})

const administrators = () =>
  db.person.count({ where: { role: 'administrator', deactivatedAt: null, invitedAt: null } })

describe('the last active administrator', () => {
  it('is neither deactivated nor demoted, also not by the terminal', async () => {
    const last = await administrator()
    const other = as({ id: 'p-other', name: 'Other' })
    expect(await deactivate(other, last.id)).toEqual({ ok: false, reason: 'last_administrator' })
    expect(await changeRole(other, last.id, 'operator')).toEqual({
      ok: false,
      reason: 'last_administrator',
    })
    expect(await administrators()).toBe(1)
  })

  it('stays where two deactivate each other at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      await db.person.updateMany({ data: { deactivatedAt: new Date() } })
      const [one, two] = [await administrator(), await administrator()]
      await Promise.all([
        deactivate(as(one), two.id),
        changeRole(as(two), one.id, 'viewer'),
        deactivate(as(one), two.id),
        deactivate(as(two), one.id),
      ])
      expect(await administrators()).toBe(1)
    }
  })

  it('stays whatever is done in whatever order, sign-ins by claims included', async () => {
    const people = [await administrator(), await administrator(), await addPerson()]
    const issuer = 'https://id.example.com'
    for (const { id } of people)
      await db.identity.create({
        data: { issuer, subject: id, personId: id, createdAt: new Date(), lastUsedAt: new Date() },
      })
    const settings = { issuer, roles: new Map([['x', 'viewer']]) } as unknown as ProviderSettings
    const step = fc.record({
      what: fc.constantFrom('role', 'deactivate', 'activate', 'claims'),
      by: fc.nat(2),
      to: fc.nat(2),
      role: fc.constantFrom(...ROLES),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        for (const { what, by, to, role } of steps) {
          const [actor, target] = [people[by], people[to]]
          if (!actor || !target) continue
          if (what === 'role') await changeRole(as(actor), target.id, role)
          else if (what === 'deactivate') await deactivate(as(actor), target.id)
          else if (what === 'activate') await activate(as(actor), target.id)
          else
            await personOfFacts(
              { subject: target.id, isEmailVerified: false, role },
              settings,
              {},
              '192.0.2.1',
            )
          expect(await administrators()).toBeGreaterThan(0)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('of those who come in without the provider stays, while passwords are off', async () => {
    const [one, two] = [await administrator(), await administrator()]
    const factor = { secret: 'x', secretKeyId: 'x', createdAt: new Date(), lastStep: 0 }
    await db.authenticator.create({ data: { personId: one.id, ...factor } })
    await db.setting.create({
      data: { name: 'passwordSignIn', value: 'off', updatedAt: new Date() },
    })
    for (const done of [
      await deactivate(as(two), one.id),
      await changeRole(as(two), one.id, 'viewer'),
      await resetSecondFactor(as(two), one.id),
    ])
      expect(done).toEqual({ ok: false, reason: 'last_for_emergencies' })
    await db.authenticator.create({ data: { personId: two.id, ...factor } })
    expect(await resetSecondFactor(as(two), one.id)).toEqual({ ok: true })
    await db.setting.deleteMany()
  })
})

describe('whoever is deactivated', () => {
  it('has no session, no link and no way in, until they are activated', async () => {
    const [boss, person] = [await administrator(), await addPerson()]
    const made = await makeResetLink(as(boss), person.id)
    if (!made.ok) throw new Error(made.reason)
    expect((await signInAs(person.email, PASSWORD, newAddress())).ok).toBe(true)
    expect(await deactivate(as(boss), person.id)).toEqual({ ok: true })
    expect(await db.session.count({ where: { userId: person.id } })).toBe(0)
    expect(await findLink(hashOfLink(made.link.token))).toBeUndefined()
    expect(await signInAs(person.email, PASSWORD, newAddress())).toEqual({
      ok: false,
      reason: 'deactivated',
    })
    expect(await signInAs(person.email, 'another password', newAddress())).toMatchObject({
      reason: 'wrong_credentials',
    })
    expect(await deactivate(as(boss), person.id)).toEqual({ ok: false, reason: 'deactivated' })
    expect(await activate(as(boss), person.id)).toEqual({ ok: true })
    expect((await signInAs(person.email, PASSWORD, newAddress())).ok).toBe(true)
  })

  it('does not come in by a sign-in that runs at the same moment', async () => {
    const boss = await administrator()
    for (let round = 0; round < 6; round++) {
      const person = await addPerson()
      await Promise.all([
        signInAs(person.email, PASSWORD, newAddress()),
        deactivate(as(boss), person.id),
      ])
      const sessions = await db.session.count({
        where: { userId: person.id, person: { deactivatedAt: null } },
      })
      expect(sessions).toBe(0)
    }
  })
})

describe('an invitation', () => {
  const input = () => ({
    name: `Name ${crypto.randomUUID()}`,
    email: `${crypto.randomUUID()}@example.com`,
    role: 'viewer' as const,
  })

  it('is good for 72 hours, once, as the newest of its kind', async () => {
    const boss = as(await administrator())
    const fields = input()
    const invited = await invite(boss, fields)
    if (!invited.ok) throw new Error(invited.reason)
    const { token, expiresAt } = invited.link
    expect(Math.round((expiresAt.getTime() - Date.now()) / 3_600_000)).toBe(72)
    expect(await findLink(hashOfLink(token))).toMatchObject({ kind: 'invitation', person: fields })
    expect(await findLink(hashOfLink(token), new Date(expiresAt.getTime() + 1))).toBeUndefined()
    const renewed = await renewInvitation(boss, invited.id)
    if (!renewed.ok) throw new Error(renewed.reason)
    expect(await findLink(hashOfLink(token))).toBeUndefined()
    expect(await findLink(hashOfLink(renewed.link.token))).toBeDefined()
    expect(JSON.stringify(await db.oneTimeLink.findMany())).not.toContain(renewed.link.token)
    expect(await withdrawInvitation(boss, invited.id)).toEqual({ ok: true })
    expect(await findLink(hashOfLink(renewed.link.token))).toBeUndefined()
    expect((await invite(boss, { ...fields, role: 'viewer' })).ok).toBe(true)
    const told = await listTidings({ ...boss, id: invited.id })
    expect(told.map(({ action, by }) => [action, by])).toEqual([['person.invited', boss.name]])
  })

  it('is made for nobody who is there, and with no name that somebody has', async () => {
    const boss = as(await administrator())
    const person = await addPerson()
    expect(await invite(boss, { ...input(), email: person.email })).toEqual({
      ok: false,
      reason: 'email_taken',
    })
    expect(await invite(boss, { ...input(), name: person.name })).toEqual({
      ok: false,
      reason: 'name_taken',
    })
    const twice = input()
    const results = await Promise.all([invite(boss, twice), invite(boss, twice)])
    expect(results.some(({ ok }) => ok)).toBe(true)
    expect(await db.person.count({ where: { email: twice.email } })).toBe(1)
  })
})

it('lists people by name, searches their names and emails, and filters', async () => {
  const boss = as(await administrator())
  const mark = crypto.randomUUID()
  for (const name of ['Zoe', 'ada', 'Éva', 'Bob'])
    await invite(boss, { name: `${name} ${mark}`, email: `${name}-${mark}@x.org`, role: 'auditor' })
  const found = await listPeople(boss, { search: mark.toUpperCase() }, {}, 2)
  expect(found.total).toEqual({ count: 4, more: false })
  expect(found.entries.map(({ name }) => name.split(' ')[0])).toEqual(['ada', 'Bob'])
  const none = await listPeople(boss, { search: mark, state: 'active' })
  expect(none.entries).toEqual([])
  const all = await listPeople(boss, { search: `%${mark}`, role: 'auditor', factor: 'off' })
  expect(all.entries).toEqual([])
})
