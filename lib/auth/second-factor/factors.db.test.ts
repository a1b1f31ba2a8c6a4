import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { addPerson } from '@/test/people'
import { authenticatedActor } from '../../actors/actor'
import { db } from '../../db/client'
import { beginAuthenticator, confirmAuthenticator, spendCode } from './authenticator'
import { renewRecoveryCodes, spendRecoveryCode } from './recovery-codes'

const NOW = new Date('2026-12-01T12:00:10Z')

const codeAt = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })

const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000)

async function enrolled() {
  const { id, name } = await addPerson()
  const actor = authenticatedActor({ id, name, role: 'viewer', ip: '192.0.2.1' })
  const { setUp, secret, address } = await beginAuthenticator(actor)
  const code = codeAt(secret, NOW)
  const confirmed = await confirmAuthenticator(actor, 'se-none', { setUp, code }, NOW)
  if (!confirmed.ok) throw new Error(confirmed.reason)
  return { actor, secret, address, setUp, code, codes: confirmed.recoveryCodes }
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
    const { actor, setUp, secret } = await enrolled()
    const again = { setUp, code: codeAt(secret, later(60)) }
    expect(await confirmAuthenticator(actor, '', again, later(60))).toEqual({
      ok: false,
      reason: 'too_late',
    })
    const begun = await beginAuthenticator(actor)
    const stranger = authenticatedActor({ id: 'p-x', name: 'X', role: 'viewer', ip: '' })
    const right = { setUp: begun.setUp, code: codeAt(begun.secret, NOW) }
    expect(await confirmAuthenticator(stranger, '', right, NOW)).toMatchObject({ ok: false })
    expect(await confirmAuthenticator(actor, '', { ...right, code: 'abc' }, NOW)).toEqual({
      ok: false,
      reason: 'wrong_code',
    })
    // Until then the one before works.
    expect(await spendCode(actor.id, codeAt(secret, later(90)), later(90))).toBe(true)
    expect((await confirmAuthenticator(actor, '', right, NOW)).ok).toBe(true)
    expect(await spendCode(actor.id, codeAt(secret, later(150)), later(150))).toBe(false)
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
