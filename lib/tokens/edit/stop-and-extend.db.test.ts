import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { newId } from '@/lib/ids'
import { eventsOf, other, tokenOf } from '@/test/changing'
import { actor, issue, newMachine, register } from '@/test/registering'
import { parseTokenListQuery } from '../list/query.shared'
import { listTokens } from '../list/reads'
import { getToken } from '../reads'
import {
  deleteToken,
  disableToken,
  editToken,
  enableToken,
  extendToken,
  replaceCode,
  takeBackExtension,
} from './writes'

const DAY = 86_400_000

describe('disabling and enabling', () => {
  it('stops new registrations at once, keeps those made, and can be taken back', async () => {
    const { code, id } = await issue(10)
    const machine = newMachine()
    await register(code, machine)
    expect(await disableToken(actor, id)).toEqual({ ok: true })
    expect(await register(code)).toEqual({ ok: false, reason: 'code_disabled' })
    expect(await register(code, machine)).toMatchObject({ ok: true, repeated: true })
    expect(await enableToken(actor, id)).toEqual({ ok: true })
    expect((await register(code)).ok).toBe(true)
    expect(
      (await eventsOf(id)).map(({ action, changes }) => [action, JSON.parse(changes)]),
    ).toEqual([
      ['token.disabled', { status: ['active', 'disabled'] }],
      ['token.enabled', { status: ['disabled', 'active'] }],
    ])
  })

  it('tells the second of two that the other was first', async () => {
    const { id } = await issue(10)
    const answers = await Promise.all([disableToken(actor, id), disableToken(other, id)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      reason: 'changed_meanwhile',
      token: { status: 'disabled' },
    })
    expect(await eventsOf(id)).toHaveLength(1)
  })
})

describe('extending', () => {
  it('counts the days from now, also for a code that has expired', async () => {
    const { code, id } = await issue(10)
    await db.accessToken.update({ where: { id }, data: { expiresAt: new Date(Date.now() - DAY) } })
    const seen = await tokenOf(id)
    expect(seen.status).toBe('expired')
    const before = Date.now()
    const result = await extendToken(actor, id, { timeToLiveInDays: 90, seen })
    const { expiresAt, status } = await tokenOf(id)
    expect(result).toEqual({ ok: true, expiresAt })
    expect(status).toBe('active')
    expect(expiresAt.getTime()).toBeGreaterThanOrEqual(before + 90 * DAY)
    expect(expiresAt.getTime()).toBeLessThanOrEqual(Date.now() + 90 * DAY)
    expect((await register(code)).ok).toBe(true)
  })

  it('is taken back as long as nothing else has changed the expiry', async () => {
    const { id } = await issue(10)
    const seen = await tokenOf(id)
    const before = seen.expiresAt
    const extended = await extendToken(actor, id, { timeToLiveInDays: 80, seen })
    if (!extended.ok) throw new Error(extended.reason)
    const stale = { before, seen: new Date(extended.expiresAt.getTime() - 1) }
    expect(await takeBackExtension(actor, id, stale)).toMatchObject({ reason: 'changed_meanwhile' })
    const longer = {
      before: new Date(extended.expiresAt.getTime() + DAY),
      seen: extended.expiresAt,
    }
    expect(await takeBackExtension(actor, id, longer)).toMatchObject({ ok: false })
    expect(await takeBackExtension(actor, id, { before, seen: extended.expiresAt })).toEqual({
      ok: true,
    })
    expect((await tokenOf(id)).expiresAt).toEqual(before)
  })

  it('never makes a code valid for less long', async () => {
    const { id, expiresAt } = await issue(10)
    expect(await extendToken(actor, id, { timeToLiveInDays: 29, seen: { expiresAt } })).toEqual({
      ok: false,
      reason: 'not_longer',
      expiresAt,
    })
  })

  it('tells when another extended it first', async () => {
    const { id, expiresAt } = await issue(10)
    const answers = await Promise.all(
      [actor, other].map((who) =>
        extendToken(who, id, { timeToLiveInDays: 60, seen: { expiresAt } }),
      ),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'changed_meanwhile' })
  })
})

describe('deleting', () => {
  it('makes the code unknown and the token gone, and keeps the ledger', async () => {
    const { code, id } = await issue(10)
    await register(code)
    expect(await deleteToken(actor, id)).toEqual({ ok: true })
    expect(await register(code)).toMatchObject({ ok: false, reason: 'unknown_code' })
    expect(await getToken(actor, id)).toBeUndefined()
    expect((await listTokens(actor, parseTokenListQuery({ search: id }))).entries).toEqual([])
    expect(await db.registration.count({ where: { tokenId: id } })).toBe(1)
    expect(await deleteToken(other, id)).toMatchObject({
      ok: false,
      reason: 'unknown_token',
      last: { actorName: 'Ada', action: 'token.deleted' },
    })
  })
})

describe('deleting what was seen', () => {
  it('is refused when another changed the code meanwhile, and told', async () => {
    const { id } = await issue(10)
    const { count, expiresAt, replacedAt } = await tokenOf(id)
    const seen = { count, expiresAt, replacedAt, disabled: false }
    await extendToken(other, id, { timeToLiveInDays: 60, seen: { expiresAt } })
    expect(await deleteToken(actor, id, seen)).toMatchObject({
      ok: false,
      reason: 'changed_meanwhile',
      last: { action: 'token.extended' },
    })
    const now = await tokenOf(id)
    expect(await deleteToken(actor, id, { ...seen, expiresAt: now.expiresAt })).toEqual({
      ok: true,
    })
  })
})

describe('every change', () => {
  it('knows no token that never was', async () => {
    const id = newId('at')
    const unknown = { ok: false, reason: 'unknown_token' }
    expect(await disableToken(actor, id)).toEqual(unknown)
    expect(await enableToken(actor, id)).toEqual(unknown)
    expect(
      await extendToken(actor, id, { timeToLiveInDays: 1, seen: { expiresAt: new Date() } }),
    ).toEqual(unknown)
    expect(
      await editToken(actor, id, { count: 1, seen: { name: null, description: null, count: 1 } }),
    ).toEqual(unknown)
    expect(await replaceCode(actor, id)).toEqual(unknown)
  })

  it('is not made when its audit event can not be written', async () => {
    const { id } = await issue(10)
    const before = await db.accessToken.findUniqueOrThrow({ where: { id } })
    await db.$executeRawUnsafe('ALTER TABLE "AuditEvent" RENAME TO "AuditEventAway"')
    try {
      await expect(disableToken(actor, id)).rejects.toThrow()
      await expect(deleteToken(actor, id)).rejects.toThrow()
      await expect(replaceCode(actor, id)).rejects.toThrow()
      await expect(
        editToken(actor, id, { count: 99, seen: { name: null, description: null, count: 10 } }),
      ).rejects.toThrow()
    } finally {
      await db.$executeRawUnsafe('ALTER TABLE "AuditEventAway" RENAME TO "AuditEvent"')
    }
    expect(await db.accessToken.findUniqueOrThrow({ where: { id } })).toEqual(before)
    expect(await db.formerCode.count({ where: { tokenId: id } })).toBe(0)
  })
})

describe('replacing', () => {
  it('does not kill a code that another has just made', async () => {
    const { id } = await issue(10)
    const seen = (await tokenOf(id)).replacedAt
    const answers = await Promise.all([replaceCode(actor, id, seen), replaceCode(other, id, seen)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      reason: 'changed_meanwhile',
      last: { action: 'token.code_replaced' },
    })
    expect(await db.formerCode.count({ where: { tokenId: id } })).toBe(1)
  })
})
