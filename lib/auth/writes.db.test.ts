import { beforeAll, describe, expect, it } from 'vitest'
import { nobodyAt, recordRefused } from '../audit/writes'
import { db } from '../db/client'
import { newId } from '../ids'
import { authenticatedActor } from './actor'
import { auth } from './auth'
import { fillNameKeys, nameKeyOf } from './name-key'
import { listSessions } from './reads'
import { countAttempt } from './throttle'
import { changePassword, createFirstAdministrator, endOtherSessions, endSession, renameSelf, signIn } from './writes'

const PASSWORD = 'correct horse battery'
const EMAIL = 'ada@example.com'
let addresses = 0
/** Each test comes from its own address, so that the throttle of one does not meet another. */
const newAddress = () => `192.0.2.${++addresses}`
const headers = (ip: string) =>
  new Headers({ 'x-client-address': ip, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' })
const signInAs = (email: string, password: string, ip: string) => signIn({ email, password }, ip, headers(ip))

async function administrator() {
  const { id, name } = await db.person.findUniqueOrThrow({ where: { email: EMAIL } })
  return authenticatedActor({ id, name, role: 'administrator', ip: '192.0.2.200' })
}

/** Somebody else with the same password, whom no other test knows. */
async function addPerson(name = `Person ${crypto.randomUUID()}`) {
  const id = newId('p')
  const at = { createdAt: new Date(), updatedAt: new Date() }
  const email = `${id}@example.com`
  await db.person.create({ data: { id, name, email, role: 'viewer', ...at } })
  const password = await (await auth().$context).password.hash(PASSWORD)
  await db.credential.create({ data: { id: newId('p'), accountId: id, providerId: 'credential', userId: id, password, ...at } })
  return { id, name, email }
}

beforeAll(async () => {
  const attempts = Array.from({ length: 5 }, (_, index) =>
    createFirstAdministrator({ name: 'Ada', email: index === 0 ? EMAIL : `other-${index}@example.com`, password: PASSWORD }, '192.0.2.201'),
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
    const again = await createFirstAdministrator({ name: 'Eve', email: 'eve@example.com', password: PASSWORD }, '192.0.2.201')
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
    const everything = JSON.stringify([await db.person.findMany(), await db.credential.findMany(), await db.auditEvent.findMany()])
    expect(everything).not.toContain(PASSWORD)
  })
})

describe('signing in', () => {
  it('starts a session with the address and browser it came from', async () => {
    const ip = newAddress()
    const result = await signInAs(EMAIL, PASSWORD, ip)
    if (!result.ok) throw new Error(result.reason)
    expect(result.cookies.join()).toMatch(/HttpOnly/i)
    expect(result.cookies.join()).toMatch(/SameSite=Lax/i)
    const sessions = await listSessions(await administrator(), '')
    expect(sessions.find((session) => session.ip === ip)).toMatchObject({ browser: 'Firefox on Linux', current: false })
    expect(await db.auditEvent.count({ where: { action: 'session.started', ip } })).toBe(1)
  })

  it('does not tell a wrong password from an unknown person', async () => {
    const ip = newAddress()
    expect(await signInAs(EMAIL, 'wrong password 1', ip)).toEqual({ ok: false, reason: 'wrong_credentials' })
    expect(await signInAs('nobody@example.com', PASSWORD, ip)).toEqual({ ok: false, reason: 'wrong_credentials' })
  })

  it('is held up after ten wrong passwords for one account, made at once too, and the right one as well', async () => {
    const { email } = await addPerson()
    const results = await Promise.all(Array.from({ length: 60 }, () => signInAs(email, 'wrong password 2', newAddress())))
    expect(results.filter((result) => !result.ok && result.reason === 'wrong_credentials')).toHaveLength(10)
    const refused = await signInAs(email, PASSWORD, newAddress())
    if (refused.ok || refused.reason !== 'throttled') throw new Error('not held up')
    expect(refused.retryAfterSeconds).toBeGreaterThan(0)
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(15)
  })

  it('goes on for everybody else behind the address where one person mistypes', async () => {
    const ip = newAddress()
    const { email } = await addPerson()
    for (let attempt = 0; attempt < 15; attempt++) await signInAs(email, 'wrong password 3', ip)
    expect((await signInAs(EMAIL, PASSWORD, ip)).ok).toBe(true)
  })

  it('is held up for an address that tries many accounts, and for the networks of one IPv6 site together', async () => {
    const looked = async (addresses: string[]) => {
      const attempts = addresses.map((ip, index) => countAttempt('sign-in', { account: `nobody-${ip}-${index}@example.com`, ip }))
      return (await Promise.all(attempts)).filter(({ ok }) => ok).length
    }
    const ip = newAddress()
    expect(await looked(Array.from({ length: 40 }, () => ip))).toBe(30)
    expect(await looked(Array.from({ length: 40 }, (_, index) => `2001:db8:1:2::${index + 1}`))).toBe(30)
    expect(await looked(Array.from({ length: 60 }, (_, index) => `2001:db8:2:${index + 1}::1`))).toBe(50)
    expect(await signInAs(EMAIL, PASSWORD, ip)).toMatchObject({ reason: 'throttled' })
    // Once the wait is over, right ones make nobody wait.
    await db.throttle.updateMany({ data: { blockedUntil: null } })
    for (let time = 0; time < 3; time++) expect((await signInAs(EMAIL, PASSWORD, ip)).ok).toBe(true)
    expect((await signInAs(EMAIL, PASSWORD, '2001:db8:3::1')).ok).toBe(true)
  })

  it('counts only wrong attempts, and begins anew for an account when its owner was there', async () => {
    const ip = newAddress()
    const { email } = await addPerson()
    for (let attempt = 0; attempt < 11; attempt++) {
      if (attempt % 5 === 0) expect((await signInAs(email, 'wrong password 5', ip)).ok).toBe(false)
      expect((await signInAs(email, PASSWORD, ip)).ok).toBe(true)
    }
  })

  it('keeps nothing of what was typed in its counters', async () => {
    await signInAs('typed-a-password-here@example.com', 'wrong password 6', newAddress())
    expect(JSON.stringify(await db.throttle.findMany())).not.toMatch(/typed-a-password|192\.0\.2/)
  })

  it('ends the session that the browser had before, and the oldest beyond twenty', async () => {
    const { id, email } = await addPerson()
    const actor = authenticatedActor({ id, name: 'Test', role: 'viewer', ip: '192.0.2.200' })
    const first = await signInAs(email, PASSWORD, newAddress())
    if (!first.ok) throw new Error(first.reason)
    const [before] = await listSessions(actor, '')
    const cookie = first.cookies.map((text) => text.split(';')[0]).join('; ')
    const again = new Headers({ ...Object.fromEntries(headers(newAddress())), cookie })
    expect((await signIn({ email, password: PASSWORD }, newAddress(), again)).ok).toBe(true)
    const sessions = await listSessions(actor, '')
    expect(sessions).toHaveLength(1)
    expect(sessions[0]?.id).not.toBe(before?.id)
    const others = Array.from({ length: 25 }, (_, index) => ({
      id: `se-${index}`,
      token: `token-${index}`,
      userId: id,
      expiresAt: new Date(Date.now() + 60_000),
      createdAt: new Date(index),
      updatedAt: new Date(index),
    }))
    await db.session.createMany({ data: others })
    await signInAs(email, PASSWORD, newAddress())
    const left = await listSessions(actor, '')
    expect(left).toHaveLength(20)
    expect(left.map((session) => session.id)).toContain(sessions[0]?.id)
    expect(left.map((session) => session.id)).not.toContain('se-0')
  })

  it('clears away sessions that have expired', async () => {
    const { id, email } = await addPerson()
    const expired = {
      id: 'se-expired',
      token: 'expired',
      userId: id,
      expiresAt: new Date(0),
      createdAt: new Date(0),
      updatedAt: new Date(0),
    }
    await db.session.create({ data: expired })
    await signInAs(email, PASSWORD, newAddress())
    expect(await db.session.findUnique({ where: { id: expired.id } })).toBeNull()
  })
})

describe('a refused sign-in', () => {
  it('is in the audit, repeats of it in one event with their number, and nothing of what was typed', async () => {
    const ip = newAddress()
    const { id, email } = await addPerson()
    await Promise.all(Array.from({ length: 14 }, () => signInAs(email, 'my-secret-typo', ip)))
    await signInAs('my-secret-typo@example.com', 'x', ip)
    const events = await db.auditEvent.findMany({ where: { action: 'session.refused', ip }, orderBy: { target: 'asc' } })
    expect(events.map(({ target, count, actorId }) => [target, count, actorId])).toEqual([
      ['', 1, ''],
      [id, 14, ''],
    ])
    expect(JSON.stringify(events)).not.toContain('my-secret-typo')
  })

  it('fills no disk: an hour has only so many events of it', async () => {
    for (let index = 0; index < 260; index++) await recordRefused(nobodyAt(`198.51.${index}.1`), 'session.refused', '')
    for (let index = 0; index < 5; index++) await recordRefused(nobodyAt(`198.52.${index}.1`), 'session.refused', 'p-victim')
    const events = await db.auditEvent.findMany({ where: { action: 'session.refused' } })
    expect(events.length).toBeLessThanOrEqual(202)
    const beyond = events.filter(({ actorName }) => actorName === 'Several, not told apart')
    expect(beyond.find(({ target }) => target === '')?.count).toBeGreaterThan(50)
    expect(beyond.find(({ target }) => target === 'p-victim')?.count).toBe(5)
  })
})

describe('the own account', () => {
  it('is renamed, with before and after on record', async () => {
    await renameSelf(await administrator(), 'Ada King')
    expect(await db.person.findUnique({ where: { email: EMAIL } })).toMatchObject({ name: 'Ada King' })
    const event = await db.auditEvent.findFirstOrThrow({ where: { action: 'person.renamed' } })
    expect(JSON.parse(event.changes)).toEqual({ name: ['Ada', 'Ada King'] })
  })

  it('takes no name that is read like somebody else’s', async () => {
    const { id, name } = await addPerson()
    const actor = authenticatedActor({ id, name, role: 'viewer', ip: '192.0.2.203' })
    for (const taken of ['Ada King', 'ada  king', 'ＡＤＡ KING'])
      expect(await renameSelf(actor, taken), taken).toEqual({ ok: false, reason: 'name_taken' })
    const { id: rival } = await addPerson()
    const both = [actor, authenticatedActor({ id: rival, name: 'Rival', role: 'viewer', ip: '192.0.2.203' })]
    const results = await Promise.all(both.map((person) => renameSelf(person, 'Augusta')))
    expect(results.filter((result) => result.ok)).toHaveLength(1)
  })

  it('is renamed only so often, so that nobody floods the audit', async () => {
    const { id, name } = await addPerson()
    const actor = authenticatedActor({ id, name, role: 'viewer', ip: '192.0.2.204' })
    for (let time = 0; time < 10; time++) expect(await renameSelf(actor, `${name} ${time}`)).toEqual({ ok: true })
    expect(await renameSelf(actor, `${name} x`)).toMatchObject({ ok: false, reason: 'throttled' })
  })

  it('changes the password only for who knows the current one, and ends the other sessions', async () => {
    const actor = await administrator()
    await signInAs(EMAIL, PASSWORD, newAddress())
    await signInAs(EMAIL, PASSWORD, newAddress())
    const [mine] = await listSessions(actor, '')
    if (!mine) throw new Error('no session')
    const wrong = await changePassword(actor, mine.id, { currentPassword: 'not it at all', newPassword: 'another horse battery' })
    expect(wrong).toEqual({ ok: false, reason: 'wrong_password' })
    expect(await db.auditEvent.count({ where: { action: 'person.password_refused', actorId: actor.id } })).toBe(1)
    expect((await listSessions(actor, '')).length).toBeGreaterThan(1)

    for (const newPassword of ['Ada-King-Ada-King', 'passwordpassword', EMAIL, PASSWORD])
      expect(await changePassword(actor, mine.id, { currentPassword: PASSWORD, newPassword }), newPassword).toMatchObject({
        ok: false,
        reason: 'invalid',
        fieldErrors: { newPassword: expect.any(String) },
      })
    expect((await listSessions(actor, '')).length).toBeGreaterThan(1)

    expect(await changePassword(actor, mine.id, { currentPassword: PASSWORD, newPassword: 'another horse battery' })).toEqual({ ok: true })
    expect((await listSessions(actor, mine.id)).map((session) => session.id)).toEqual([mine.id])
    expect(await signInAs(EMAIL, PASSWORD, newAddress())).toMatchObject({ reason: 'wrong_credentials' })
    expect((await signInAs(EMAIL, 'another horse battery', newAddress())).ok).toBe(true)
  })

  it('ends its own sessions and nobody else’s', async () => {
    const actor = await administrator()
    const stranger = authenticatedActor({ id: 'p-stranger', name: 'Eve', role: 'administrator', ip: '192.0.2.202' })
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

it('gives names of before their keys: the first of a name takes it, the others keep theirs', async () => {
  const [one, two] = [await addPerson('Same Name'), await addPerson('same name')]
  await fillNameKeys()
  const keys = await db.person.findMany({
    where: { id: { in: [one.id, two.id] } },
    orderBy: { createdAt: 'asc' },
    select: { nameKey: true },
  })
  expect(keys.map(({ nameKey }) => nameKey)).toEqual([nameKeyOf('Same Name'), null])
})
