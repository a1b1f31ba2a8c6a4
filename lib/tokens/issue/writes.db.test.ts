import { nanoid } from 'nanoid'
import { describe, expect, it } from 'vitest'
import { authenticatedActor } from '@/lib/actors/actor'
import { db } from '@/lib/db/client'
import { newId } from '@/lib/ids'
import { hashCode, isWellFormedCode } from '../code'
import { replaceCode } from '../edit/writes'
import { type IssueTokenResult, issueToken } from './writes'

const someone = () =>
  authenticatedActor({ id: newId('p'), name: 'Ada', role: 'operator', ip: '192.0.2.7' })
const settings = { count: 100, timeToLiveInDays: 30 }

/** The token of a result; all but an unknown wave have one. */
function tokenIn(result: IssueTokenResult) {
  if (!('token' in result)) throw new Error(result.reason)
  return result.token
}

describe('issuing a token', () => {
  it('writes the settings and the hash of the code, and gives the code back', async () => {
    const before = Date.now()
    const result = await issueToken(someone(), {
      name: 'rack-12',
      description: 'two\nlines',
      count: 7,
      timeToLiveInDays: 90,
    })
    if (!result.ok) throw new Error(result.reason)
    expect(isWellFormedCode(result.code)).toBe(true)
    expect(result.token).toMatchObject({
      name: 'rack-12',
      description: 'two\nlines',
      count: 7,
      registeredCount: 0,
      status: 'active',
      createdBy: 'Ada',
    })
    expect(tokenIn(result).id).toMatch(/^at-[a-z0-9]{20}$/)

    const row = await db.accessToken.findUniqueOrThrow({ where: { id: tokenIn(result).id } })
    expect(row.codeHash).toBe(hashCode(result.code))
    expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(90 * 86_400_000)
    expect(row.createdAt.getTime()).toBeGreaterThanOrEqual(before)
    expect(JSON.stringify(row)).not.toContain(result.code)
  })

  it('records who issued it, from where, without the code or its hash', async () => {
    const actor = someone()
    const result = await issueToken(actor, { ...settings, name: 'audited' })
    if (!result.ok) throw new Error(result.reason)
    const events = await db.auditEvent.findMany({ where: { target: tokenIn(result).id } })
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      action: 'token.issued',
      actorId: actor.id,
      actorName: 'Ada',
      ip: '192.0.2.7',
    })
    expect(JSON.parse(events[0]?.changes ?? '')).toMatchObject({
      name: [null, 'audited'],
      count: [null, 100],
    })
    expect(events[0]?.changes).not.toContain(result.code)
    expect(events[0]?.changes).not.toContain(hashCode(result.code))
  })

  it('issues one code for a submission sent twenty times at once', async () => {
    const actor = someone()
    const submissionId = nanoid()
    const results = await Promise.all(
      Array.from({ length: 20 }, () => issueToken(actor, { ...settings, submissionId })),
    )
    const issued = results.filter((result) => result.ok)
    expect(issued).toHaveLength(1)
    const ids = new Set(results.map((result) => tokenIn(result).id))
    expect(ids.size).toBe(1)
    expect(await db.accessToken.count({ where: { createdBy: actor.id } })).toBe(1)
    expect(await db.auditEvent.count({ where: { actorId: actor.id } })).toBe(1)
  })

  it('says which token a submission made when it is sent again later', async () => {
    const actor = someone()
    const submissionId = nanoid()
    const first = await issueToken(actor, { ...settings, name: 'first', submissionId })
    const again = await issueToken(actor, { ...settings, name: 'changed-meanwhile', submissionId })
    expect(again).toMatchObject({
      ok: false,
      reason: 'already_issued',
      token: { id: tokenIn(first).id, name: 'first' },
    })
  })

  it('keeps the submissions of two people apart', async () => {
    const submissionId = nanoid()
    const results = await Promise.all(
      [someone(), someone()].map((actor) => issueToken(actor, { ...settings, submissionId })),
    )
    expect(results.map((result) => result.ok)).toEqual([true, true])
  })

  it('writes nothing when the audit event can not be written', async () => {
    const actor = someone()
    await db.$executeRawUnsafe('ALTER TABLE "AuditEvent" RENAME TO "AuditEventAway"')
    try {
      await expect(issueToken(actor, settings)).rejects.toThrow()
    } finally {
      await db.$executeRawUnsafe('ALTER TABLE "AuditEventAway" RENAME TO "AuditEvent"')
    }
    expect(await db.accessToken.count({ where: { createdBy: actor.id } })).toBe(0)
  })
})

describe('replacing a code', () => {
  it('gives the token a new code; the old one belongs to nothing any more', async () => {
    const actor = someone()
    const issued = await issueToken(actor, { ...settings, name: 'replaced' })
    if (!issued.ok) throw new Error(issued.reason)
    const replaced = await replaceCode(actor, issued.token.id)
    if (!replaced.ok) throw new Error(replaced.reason)
    expect(replaced.code).not.toBe(issued.code)
    expect(replaced.token).toMatchObject({
      id: issued.token.id,
      name: 'replaced',
      count: 100,
      registeredCount: 0,
    })
    expect(
      await db.accessToken.findUnique({ where: { codeHash: hashCode(issued.code) } }),
    ).toBeNull()
    expect(
      await db.accessToken.findUnique({ where: { codeHash: hashCode(replaced.code) } }),
    ).toMatchObject({ id: issued.token.id })
    expect(
      await db.auditEvent.count({
        where: { target: issued.token.id, action: 'token.code_replaced' },
      }),
    ).toBe(1)
  })

  it('knows no token that was deleted or never was', async () => {
    const actor = someone()
    const token = tokenIn(await issueToken(actor, settings))
    await db.accessToken.update({ where: { id: token.id }, data: { deletedAt: new Date() } })
    expect(await replaceCode(actor, token.id)).toMatchObject({ ok: false, reason: 'unknown_token' })
    expect(await replaceCode(actor, newId('at'))).toMatchObject({
      ok: false,
      reason: 'unknown_token',
    })
  })
})
