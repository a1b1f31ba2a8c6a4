import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '../db/client'
import { authenticatedActor } from './actor'
import { listSessions } from './reads'
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

  it('is throttled per address after ten wrong attempts, made at once too, and then refuses the right password as well', async () => {
    const ip = newAddress()
    const results = await Promise.all(Array.from({ length: 15 }, () => signInAs(EMAIL, 'wrong password 2', ip)))
    expect(results.filter((result) => !result.ok && result.reason === 'wrong_credentials')).toHaveLength(10)
    const refused = await signInAs(EMAIL, PASSWORD, ip)
    expect(refused).toMatchObject({ ok: false, reason: 'throttled' })
    if (!refused.ok && refused.reason === 'throttled') {
      expect(refused.retryAfterSeconds).toBeGreaterThan(0)
      expect(refused.retryAfterSeconds).toBeLessThanOrEqual(300)
    }
    expect((await signInAs(EMAIL, PASSWORD, newAddress())).ok).toBe(true)
  })

  it('counts only wrong attempts', async () => {
    const ip = newAddress()
    for (let attempt = 0; attempt < 14; attempt++) expect((await signInAs(EMAIL, PASSWORD, ip)).ok).toBe(true)
  })

  it('counts a whole IPv6 network as one address', async () => {
    for (let attempt = 0; attempt < 10; attempt++) await signInAs(EMAIL, 'wrong password 3', `2001:db8:1:2::${attempt + 1}`)
    expect(await signInAs(EMAIL, PASSWORD, '2001:db8:1:2:ffff::1')).toMatchObject({ reason: 'throttled' })
    expect((await signInAs(EMAIL, PASSWORD, '2001:db8:1:3::1')).ok).toBe(true)
  })
})

describe('the own account', () => {
  it('is renamed, with before and after on record', async () => {
    await renameSelf(await administrator(), 'Ada King')
    expect(await db.person.findUnique({ where: { email: EMAIL } })).toMatchObject({ name: 'Ada King' })
    const event = await db.auditEvent.findFirstOrThrow({ where: { action: 'person.renamed' } })
    expect(JSON.parse(event.changes)).toEqual({ name: ['Ada', 'Ada King'] })
  })

  it('changes the password only for who knows the current one, and ends the other sessions', async () => {
    const actor = await administrator()
    await signInAs(EMAIL, PASSWORD, newAddress())
    const [mine] = await listSessions(actor, '')
    if (!mine) throw new Error('no session')
    const wrong = await changePassword(actor, mine.id, { currentPassword: 'not it at all', newPassword: 'another horse battery' })
    expect(wrong).toEqual({ ok: false, reason: 'wrong_password' })
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
