import { beforeAll, describe, expect, it } from 'vitest'
import { authenticatedActor } from '@/lib/actors/actor'
import { nobodyAt, recordRefused } from '@/lib/audit/writes'
import { db } from '@/lib/db/client'
import { fillNameKeys, nameKeyOf } from '@/lib/people/name-key'
import { countAttempt } from '@/lib/throttle/attempts'
import { addPerson, headers, newAddress, PASSWORD, signInAs } from '@/test/people'
import { signInSchema } from '../schema.shared'
import { listSessions } from '../sessions/reads'
import { signIn } from './sign-in'

let person: { id: string; name: string; email: string }
beforeAll(async () => {
  person = await addPerson()
})

const actorOf = ({ id, name }: { id: string; name: string }) =>
  authenticatedActor({ id, name, role: 'viewer', ip: '192.0.2.200' })

describe('signing in', () => {
  it('starts a session with the address and browser it came from', async () => {
    const ip = newAddress()
    const result = await signInAs(person.email, PASSWORD, ip)
    if (!result.ok) throw new Error(result.reason)
    expect(result.cookies.join()).toMatch(/HttpOnly/i)
    expect(result.cookies.join()).toMatch(/SameSite=Lax/i)
    const sessions = await listSessions(actorOf(person), '')
    expect(sessions.find((session) => session.ip === ip)).toMatchObject({
      browser: 'Firefox on Linux',
      current: false,
    })
    expect(await db.auditEvent.count({ where: { action: 'session.started', ip } })).toBe(1)
  })

  it.each([
    'root@localhost',
    'admin@intranet',
    'ada@192.168.1.5',
    'ada@münchen.de',
    "mü.o'brien+x@example.com",
  ])('takes %s, which has an account', async (email) => {
    await addPerson(undefined, email)
    const typed = signInSchema.parse({
      email: ` ${email.toUpperCase().normalize('NFD')} `,
      password: PASSWORD,
    })
    expect(await signInAs(typed.email, typed.password, newAddress())).toMatchObject({ ok: true })
  })

  it('does not tell a wrong password from an unknown person', async () => {
    const ip = newAddress()
    expect(await signInAs(person.email, 'wrong password 1', ip)).toEqual({
      ok: false,
      reason: 'wrong_credentials',
    })
    expect(await signInAs('nobody@example.com', PASSWORD, ip)).toEqual({
      ok: false,
      reason: 'wrong_credentials',
    })
  })

  it('is held up after ten wrong passwords for one account', async () => {
    const { email } = await addPerson()
    const results = await Promise.all(
      Array.from({ length: 60 }, () => signInAs(email, 'wrong password 2', newAddress())),
    )
    expect(
      results.filter((result) => !result.ok && result.reason === 'wrong_credentials'),
    ).toHaveLength(10)
    const refused = await signInAs(email, PASSWORD, newAddress())
    if (refused.ok || refused.reason !== 'throttled') throw new Error('not held up')
    expect(refused.retryAfterSeconds).toBeGreaterThan(0)
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(15)
  })

  it('goes on for everybody else behind the address where one person mistypes', async () => {
    const ip = newAddress()
    const { email } = await addPerson()
    for (let attempt = 0; attempt < 15; attempt++) await signInAs(email, 'wrong password 3', ip)
    expect((await signInAs(person.email, PASSWORD, ip)).ok).toBe(true)
  })

  it('is held up for one address, and for one IPv6 site, that tries many accounts', async () => {
    const looked = async (addresses: string[]) => {
      const attempts = addresses.map((ip, index) =>
        countAttempt('sign-in', { account: `nobody-${ip}-${index}@example.com`, ip }),
      )
      return (await Promise.all(attempts)).filter(({ ok }) => ok).length
    }
    const ip = newAddress()
    expect(await looked(Array.from({ length: 40 }, () => ip))).toBe(30)
    expect(
      await looked(Array.from({ length: 40 }, (_, index) => `2001:db8:1:2::${index + 1}`)),
    ).toBe(30)
    expect(
      await looked(Array.from({ length: 60 }, (_, index) => `2001:db8:2:${index + 1}::1`)),
    ).toBe(50)
    expect(await signInAs(person.email, PASSWORD, ip)).toMatchObject({ reason: 'throttled' })
    // Once the wait is over, right ones make nobody wait.
    await db.throttle.updateMany({ data: { blockedUntil: null } })
    for (let time = 0; time < 3; time++)
      expect((await signInAs(person.email, PASSWORD, ip)).ok).toBe(true)
    expect((await signInAs(person.email, PASSWORD, '2001:db8:3::1')).ok).toBe(true)
  })

  it('counts wrong attempts only, and starts over after a right one', async () => {
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
    const visitor = { ip: newAddress(), headers: again }
    expect((await signIn({ email, password: PASSWORD }, visitor)).ok).toBe(true)
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
      usedAt: new Date(),
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
  it('is in the audit with its number of repeats, without what was typed', async () => {
    const ip = newAddress()
    const { id, email } = await addPerson()
    await Promise.all(Array.from({ length: 14 }, () => signInAs(email, 'my-secret-typo', ip)))
    await signInAs('my-secret-typo@example.com', 'x', ip)
    const events = await db.auditEvent.findMany({
      where: { action: 'session.refused', ip },
      orderBy: { target: 'asc' },
    })
    expect(events.map(({ target, count, actorId }) => [target, count, actorId])).toEqual([
      ['', 1, ''],
      [id, 14, ''],
    ])
    expect(JSON.stringify(events)).not.toContain('my-secret-typo')
  })

  it('fills no disk: an hour has only so many events of it', async () => {
    for (let index = 0; index < 260; index++)
      await recordRefused(nobodyAt(`198.51.${index}.1`), 'session.refused', '')
    for (let index = 0; index < 5; index++)
      await recordRefused(nobodyAt(`198.52.${index}.1`), 'session.refused', 'p-victim')
    const events = await db.auditEvent.findMany({ where: { action: 'session.refused' } })
    expect(events.length).toBeLessThanOrEqual(202)
    const merged = events.filter(({ actorName }) => actorName === 'Several, not told apart')
    expect(merged.find(({ target }) => target === '')?.count).toBeGreaterThan(50)
    expect(merged.find(({ target }) => target === 'p-victim')?.count).toBe(5)
  })
})

it('gives the key of a shared older name to the person who was first', async () => {
  const [one, two] = [await addPerson('Same Name'), await addPerson('same name')]
  await fillNameKeys()
  const keys = await db.person.findMany({
    where: { id: { in: [one.id, two.id] } },
    orderBy: { createdAt: 'asc' },
    select: { nameKey: true },
  })
  expect(keys.map(({ nameKey }) => nameKey)).toEqual([nameKeyOf('Same Name'), null])
})
