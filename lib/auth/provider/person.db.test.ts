import { beforeEach, describe, expect, it } from 'vitest'
import { authenticatedActor } from '@/lib/actors/actor'
import { db } from '@/lib/db/client'
import { newId } from '@/lib/ids'
import { makeResetLink } from '@/lib/people/change'
import { invite } from '@/lib/people/invite'
import { hashOfLink } from '@/lib/people/links'
import { listTidings } from '@/lib/people/tidings'
import type { ProviderSettings } from '@/lib/provider-settings'
import { addPerson } from '@/test/people'
import { personOfFacts } from './person'

const boss = authenticatedActor({ id: 'p-boss', name: 'Boss', role: 'administrator', ip: '' })

const WITHOUT_ROLES = {
  issuer: 'https://id.example.com',
  roles: new Map(),
} as unknown as ProviderSettings
const WITH_ROLES = { ...WITHOUT_ROLES, roles: new Map([['x', 'viewer' as const]]) }

let subjects = 0
const facts = (more: object) => ({
  subject: `subject-${++subjects}`,
  isEmailVerified: false,
  ...more,
})

beforeEach(async () => {
  await db.installation.upsert({
    where: { id: 'console' },
    create: { id: 'console', setUpAt: new Date() },
    update: {},
  })
})

async function invited() {
  const email = `${crypto.randomUUID()}@example.com`
  const made = await invite(boss, { name: crypto.randomUUID(), email, role: 'auditor' })
  if (!made.ok) throw new Error(made.reason)
  return { id: made.id, email, link: hashOfLink(made.link.token) }
}

describe('whom the provider has proven', () => {
  it('is joined to an invitation by its link, once', async () => {
    const { id, link } = await invited()
    const found = await personOfFacts(facts({}), WITHOUT_ROLES, { link }, '')
    expect(found).toEqual({ ok: true, personId: id })
    const again = await personOfFacts(facts({ role: 'viewer' }), WITH_ROLES, { link }, '')
    expect(again).toEqual({ ok: false, reason: 'link_over' })
  })

  it('is not let in by the link of a password', async () => {
    const person = await addPerson()
    const made = await makeResetLink(boss, person.id)
    if (!made.ok) throw new Error(made.reason)
    const link = hashOfLink(made.link.token)
    for (const settings of [WITH_ROLES, { ...WITH_ROLES, defaultRole: 'viewer' as const }])
      expect(await personOfFacts(facts({ role: 'viewer' }), settings, { link }, '')).toEqual({
        ok: false,
        reason: 'link_over',
      })
    expect(await db.identity.count({ where: { personId: person.id } })).toBe(0)
    expect(await db.oneTimeLink.count({ where: { personId: person.id } })).toBe(1)
  })

  it('is joined to an invitation of a verified email only while its link is good', async () => {
    const { id, email } = await invited()
    const unverified = await personOfFacts(facts({ email }), WITHOUT_ROLES, {}, '')
    expect(unverified).toEqual({ ok: false, reason: 'no_role' })
    await db.oneTimeLink.update({ where: { personId: id }, data: { expiresAt: new Date(0) } })
    const verified = facts({ email, isEmailVerified: true, role: 'viewer' })
    expect(await personOfFacts(verified, WITH_ROLES, {}, '')).toEqual({
      ok: false,
      reason: 'email_taken',
    })
    await db.oneTimeLink.update({
      where: { personId: id },
      data: { expiresAt: new Date(Date.now() + 60_000) },
    })
    expect(await personOfFacts(verified, WITH_ROLES, {}, '')).toEqual({ ok: true, personId: id })
  })

  it('joins an account only in a session of that person that goes on', async () => {
    const person = await addPerson()
    const sessionId = newId('se')
    const joins = { personId: person.id, sessionId }
    const at = new Date()
    const gone = await personOfFacts(facts({}), WITHOUT_ROLES, { joins }, '')
    expect(gone).toEqual({ ok: false, reason: 'session_over' })
    const times = { createdAt: at, updatedAt: at, expiresAt: new Date(at.getTime() + 60_000) }
    await db.session.create({
      data: { id: sessionId, token: sessionId, userId: person.id, ...times },
    })
    const joined = await personOfFacts(facts({ role: 'administrator' }), WITH_ROLES, { joins }, '')
    expect(joined).toEqual({ ok: true, personId: person.id })
    // The role follows when they sign in by it.
    expect(await db.person.findUnique({ where: { id: person.id } })).toMatchObject({
      role: 'viewer',
    })
  })

  it('gets a name of their own, never an email, and is told of a role', async () => {
    const first = facts({ email: `grace-${subjects}@example.com`, role: 'viewer' })
    const made = await personOfFacts(first, WITH_ROLES, {}, '')
    if (!made.ok) throw new Error(made.reason)
    const person = await db.person.findUniqueOrThrow({ where: { id: made.personId } })
    expect(person.name).toMatch(/^grace-\d+$/)
    const second = facts({ email: `${person.name}@other.example.com`, role: 'viewer' })
    const other = await personOfFacts(second, WITH_ROLES, {}, '')
    if (!other.ok) throw new Error(other.reason)
    expect(await db.person.findUnique({ where: { id: other.personId } })).toMatchObject({
      name: `${person.name} 2`,
    })
    await personOfFacts({ ...first, role: 'operator' }, WITH_ROLES, {}, '')
    const actor = authenticatedActor({ id: person.id, name: '', role: 'operator', ip: '' })
    expect(await listTidings(actor)).toMatchObject([
      {
        action: 'person.role_changed',
        by: 'single sign-on',
        changes: { role: ['viewer', 'operator'] },
      },
    ])
  })
})
