import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { authenticatedActor } from '@/lib/actors/actor'
import { db } from '@/lib/db/client'
import { newId } from '@/lib/ids'
import { addPerson } from '@/test/people'
import { withPassword } from '../proof/with-password'
import {
  beginAuthenticator,
  confirmAuthenticator,
  removeAuthenticator,
  spendCode,
} from './authenticator'
import { listPasskeys, removePasskey } from './passkeys'
import { renewRecoveryCodes, spendRecoveryCode } from './recovery-codes'

const NOW = new Date('2026-12-01T12:00:10Z')

const codeAt = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })

const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000)

/** A session of somebody, who may have to set up a second factor in it. */
async function addSession(userId: string, mustEnrol = false): Promise<string> {
  const id = newId('se')
  const at = new Date()
  const data = { id, token: id, userId, createdAt: at, updatedAt: at, usedAt: at, mustEnrol }
  await db.session.create({ data: { ...data, expiresAt: new Date(at.getTime() + 60_000) } })
  return id
}

async function enrolled() {
  const { id, name } = await addPerson()
  const sessionId = await addSession(id)
  const actor = authenticatedActor({ id, name, role: 'viewer', ip: '192.0.2.1' })
  const { setUp, secret, address } = await beginAuthenticator(actor)
  const code = codeAt(secret, NOW)
  const confirmed = await confirmAuthenticator(actor, sessionId, { setUp, code }, NOW)
  if (!confirmed.ok) throw new Error(confirmed.reason)
  return { actor, sessionId, secret, address, setUp, code, codes: confirmed.recoveryCodes }
}

describe('an authenticator', () => {
  it('takes the codes that any app makes of what it was given', async () => {
    const { actor, address } = await enrolled()
    const { issuer, period, digits, algorithm, secret } = Object.fromEntries(
      new URL(address).searchParams,
    )
    expect({ issuer, period, digits, algorithm }).toEqual({
      issuer: 'Activation Console',
      period: '30',
      digits: '6',
      algorithm: 'SHA1',
    })
    expect(await spendCode(actor.id, codeAt(secret ?? '', later(30)), later(30))).toBe(true)
  })

  it('takes each code once, none before one that was taken, and allows for a step', async () => {
    const { actor, secret, code } = await enrolled()
    expect(await spendCode(actor.id, code, NOW)).toBe(false)
    expect(await spendCode(actor.id, codeAt(secret, later(90)), later(60))).toBe(true)
    expect(await spendCode(actor.id, codeAt(secret, later(60)), later(60))).toBe(false)
    expect(await spendCode(actor.id, codeAt(secret, later(200)), later(120))).toBe(false)
    const fresh = codeAt(secret, later(300))
    const spaced = `${fresh.slice(0, 3)} ${fresh.slice(3)}`
    const results = await Promise.all(
      Array.from({ length: 5 }, () => spendCode(actor.id, spaced, later(300))),
    )
    expect(results.filter(Boolean)).toHaveLength(1)
  })

  it('is confirmed once, by its own person, with its own code', async () => {
    const { actor, sessionId, setUp, secret } = await enrolled()
    const again = { setUp, code: codeAt(secret, later(60)) }
    expect(await confirmAuthenticator(actor, sessionId, again, later(60))).toEqual({
      ok: false,
      reason: 'too_late',
    })
    const begun = await beginAuthenticator(actor)
    const stranger = authenticatedActor({ id: 'p-x', name: 'X', role: 'viewer', ip: '' })
    const right = { setUp: begun.setUp, code: codeAt(begun.secret, NOW) }
    expect(await confirmAuthenticator(stranger, '', right, NOW)).toMatchObject({ ok: false })
    expect(await confirmAuthenticator(actor, sessionId, { ...right, code: 'abc' }, NOW)).toEqual({
      ok: false,
      reason: 'wrong_code',
    })
    // Until then the one before works.
    expect(await spendCode(actor.id, codeAt(secret, later(90)), later(90))).toBe(true)
    expect((await confirmAuthenticator(actor, sessionId, right, NOW)).ok).toBe(true)
    expect(await spendCode(actor.id, codeAt(secret, later(150)), later(150))).toBe(false)
  })

  it('is not set up by a second session that only a password began', async () => {
    const { id, name } = await addPerson()
    const actor = authenticatedActor({ id, name, role: 'viewer', ip: '192.0.2.1' })
    const [own, thief] = [await addSession(id, true), await addSession(id, true)]
    const begin = async () => {
      const { setUp, secret } = await beginAuthenticator(actor)
      return { setUp, code: codeAt(secret, NOW) }
    }
    const [first, second] = [await begin(), await begin()]
    const results = await Promise.all([
      confirmAuthenticator(actor, own, first, NOW),
      confirmAuthenticator(actor, thief, second, NOW),
    ])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await db.session.count({ where: { userId: id } })).toBe(1)
    const session = { actor, sessionId: thief, provenAt: new Date(), mustEnrol: true }
    expect(await withPassword(session, undefined, async () => ({ ok: true }))).toEqual({
      ok: false,
      reason: 'signed_out',
    })
  })

  it('stays where a second factor is required and there is no other', async () => {
    const { actor } = await enrolled()
    const setting = { name: 'secondFactor', value: 'everybody', updatedAt: new Date() }
    await db.setting.create({ data: setting })
    expect(await removeAuthenticator(actor)).toEqual({ ok: false, reason: 'factor_required' })
    await db.passkey.create({
      data: {
        id: newId('pk'),
        personId: actor.id,
        name: 'x',
        credentialId: newId('pk'),
        publicKey: '',
        counter: 0,
        transports: '',
        createdAt: new Date(),
      },
    })
    expect(await removeAuthenticator(actor)).toEqual({ ok: true })
    const [passkey] = await listPasskeys(actor)
    expect(await removePasskey(actor, passkey?.id ?? '')).toMatchObject({ ok: false })
    await db.setting.deleteMany()
    expect(await removePasskey(actor, passkey?.id ?? '')).toEqual({ ok: true })
  })

  it('has its secret nowhere in clear', async () => {
    const { secret } = await enrolled()
    const rows = [await db.authenticator.findMany(), await db.challenge.findMany()]
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
})

describe('recovery codes', () => {
  it('are good once each, however they are typed, until there are new ones', async () => {
    const { actor, codes } = await enrolled()
    expect(new Set(codes).size).toBe(10)
    const [first = '', second = ''] = codes
    const typed = first.toUpperCase().replaceAll('-', '  ')
    const results = await Promise.all(
      Array.from({ length: 4 }, () => spendRecoveryCode(actor.id, typed)),
    )
    expect(results.filter(Boolean)).toHaveLength(1)
    const stranger = await addPerson()
    expect(await spendRecoveryCode(stranger.id, second)).toBe(false)
    const renewed = await renewRecoveryCodes(actor)
    expect(await spendRecoveryCode(actor.id, second)).toBe(false)
    expect(await spendRecoveryCode(actor.id, renewed.recoveryCodes[9] ?? '')).toBe(true)
    expect(JSON.stringify(await db.recoveryCode.findMany())).not.toContain(second)
  })
})
