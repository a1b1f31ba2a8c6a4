import { describe, expect, it } from 'vitest'
import { eventsOf, other, tokenOf } from '@/test/changing'
import { actor, expectWholeLedger, issue, newMachine, register } from '@/test/registering'
import { parseTokenListQuery } from '../list/query.shared'
import { listTokens } from '../list/reads'
import type { TokenSummary } from '../schema.shared'
import { editToken } from './writes'

/** A change as a form sends it: what was seen, and some of it changed. */
function fields(
  seen: TokenSummary,
  wanted: { name?: string; description?: string; count?: number } = {},
) {
  const { name, description, count } = seen
  return {
    name: name ?? undefined,
    description: description ?? undefined,
    count,
    ...wanted,
    seen: { name, description, count },
  }
}

describe('changing name, description and count', () => {
  it('writes what was changed and records before and after', async () => {
    const { id } = await issue(10)
    const seen = await tokenOf(id)
    expect(await editToken(actor, id, fields(seen, { name: 'renamed', count: 20 }))).toEqual({
      ok: true,
    })
    expect(await tokenOf(id)).toMatchObject({ name: 'renamed', description: null, count: 20 })
    const [event] = await eventsOf(id)
    expect(event).toMatchObject({ action: 'token.changed', actorId: actor.id, ip: actor.ip })
    expect(JSON.parse(event?.changes ?? '')).toEqual({ name: [null, 'renamed'], count: [10, 20] })
    expect(
      (await listTokens(actor, parseTokenListQuery({ search: 'renamed' }))).entries.map(
        (token) => token.id,
      ),
    ).toEqual([id])
  })

  it('writes and records nothing when nothing was changed', async () => {
    const { id } = await issue(10)
    expect(await editToken(actor, id, fields(await tokenOf(id)))).toEqual({ ok: true })
    expect(await eventsOf(id)).toEqual([])
  })

  it('keeps what another changed in a field that this one leaves alone', async () => {
    const { id } = await issue(10)
    const seen = await tokenOf(id)
    await editToken(other, id, fields(seen, { count: 20 }))
    expect(await editToken(actor, id, fields(seen, { name: 'mine' }))).toEqual({ ok: true })
    expect(await tokenOf(id)).toMatchObject({ name: 'mine', count: 20 })
  })

  it('tells the second of two editors what the first one changed', async () => {
    const { id } = await issue(10)
    const seen = await tokenOf(id)
    await editToken(other, id, fields(seen, { count: 20 }))
    const answer = await editToken(actor, id, fields(seen, { count: 30 }))
    expect(answer).toMatchObject({
      ok: false,
      reason: 'changed_meanwhile',
      token: { count: 20 },
      last: { actorName: 'Grace', action: 'token.changed' },
    })
    expect((await tokenOf(id)).count).toBe(20)
  })

  it('lets one of many who change the same field at once win, and tells the others', async () => {
    const { id } = await issue(10)
    const seen = await tokenOf(id)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        editToken(actor, id, fields(seen, { count: 20 + index })),
      ),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(
      answers.filter((answer) => !answer.ok && answer.reason === 'changed_meanwhile'),
    ).toHaveLength(7)
    expect(await eventsOf(id)).toHaveLength(1)
  })

  it('never sets the count under what was used, whatever registers meanwhile', async () => {
    const { code, id } = await issue(30)
    const seen = await tokenOf(id)
    const machines = Array.from({ length: 20 }, newMachine)
    const [answer] = await Promise.all([
      editToken(actor, id, fields(seen, { count: 5 })),
      ...machines.map((machine) => register(code, machine)),
    ])
    const used = await expectWholeLedger(id)
    if (answer.ok) expect(used).toBe(5)
    else expect(answer).toMatchObject({ reason: 'count_below_used' })
  })

  it('revives a used-up code by a higher count', async () => {
    const { code, id } = await issue(1)
    await register(code)
    expect(await register(code)).toMatchObject({ ok: false, reason: 'code_exhausted' })
    expect((await tokenOf(id)).status).toBe('exhausted')
    await editToken(actor, id, fields(await tokenOf(id), { count: 2 }))
    expect((await tokenOf(id)).status).toBe('active')
    expect((await register(code)).ok).toBe(true)
  })
})
