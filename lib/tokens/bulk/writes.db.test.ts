import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { newId } from '@/lib/ids'
import { actor, issue } from '@/test/registering'
import { disableToken } from '../edit/writes'
import { issueToken } from '../issue/writes'
import type { BulkOperation, BulkTarget } from './schema.shared'
import { bulkSchema } from './schema.shared'
import { changeTokens } from './writes'

async function issueNamed(name: string, number: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < number; index++) {
    const issued = await issueToken(actor, {
      name: `${name}-${index}`,
      count: 5,
      timeToLiveInDays: 30,
    })
    if (issued.ok) ids.push(issued.token.id)
  }
  return ids
}

/** All steps of a change of what a list shows. */
async function changeAll(
  operation: BulkOperation,
  list: Record<string, string>,
  between: () => Promise<unknown> = async () => {},
) {
  const sum = { changed: 0, unchanged: 0, failures: 0, steps: 0 }
  let target: BulkTarget | undefined = { list, after: '' }
  while (target) {
    const step: Awaited<ReturnType<typeof changeTokens>> = await changeTokens(
      actor,
      operation,
      target,
    )
    sum.changed += step.changed
    sum.unchanged += step.unchanged
    sum.failures += step.failures.length
    sum.steps++
    target = step.after ? { list, after: step.after } : undefined
    await between()
  }
  return sum
}

describe('changing many tokens', () => {
  it("changes what it can, and names what it can't", async () => {
    const [first, second, third] = [await issue(), await issue(), await issue()]
    await disableToken(actor, second.id)
    const missing = newId('at')
    const step = await changeTokens(
      actor,
      { kind: 'disable' },
      { ids: [first.id, second.id, missing, third.id] },
    )
    expect(step).toMatchObject({
      ok: true,
      changed: 2,
      unchanged: 1,
      failures: [{ id: missing, reason: 'unknown_token' }],
    })
    expect(
      await db.auditEvent.count({
        where: { target: { in: [first.id, second.id, third.id] }, action: 'token.disabled' },
      }),
    ).toBe(3)
    const extended = await changeTokens(
      actor,
      { kind: 'extend', timeToLiveInDays: 10 },
      { ids: [first.id] },
    )
    expect(extended).toMatchObject({
      changed: 0,
      failures: [{ id: first.id, reason: 'not_longer' }],
    })
  })

  it('changes all that a list shows, and none issued meanwhile', async () => {
    const ids = await issueNamed('bulk', 120)
    const sum = await changeAll({ kind: 'disable' }, { search: 'bulk-', status: 'active' }, () =>
      issueNamed('bulk-later', 1),
    )
    expect(sum).toEqual({ changed: 120, unchanged: 0, failures: 0, steps: 3 })
    expect(
      await db.accessToken.count({ where: { id: { in: ids }, disabledAt: { not: null } } }),
    ).toBe(120)
    expect(
      await db.accessToken.count({
        where: { name: { startsWith: 'bulk-later' }, disabledAt: { not: null } },
      }),
    ).toBe(0)
    expect(
      await changeAll({ kind: 'delete' }, { search: 'bulk-', status: 'disabled' }),
    ).toMatchObject({ changed: 120 })
  })

  it('leaves what has left the list since it was read', async () => {
    const [id = ''] = await issueNamed('left', 1)
    const target = { list: { search: 'left-', expires: '30' }, after: '' }
    const extended = await changeTokens(
      actor,
      { kind: 'extend', timeToLiveInDays: 90 },
      { ids: [id] },
    )
    expect(extended.changed).toBe(1)
    expect(await changeTokens(actor, { kind: 'delete' }, target)).toMatchObject({ changed: 0 })
    expect(await db.accessToken.count({ where: { id, deletedAt: null } })).toBe(1)
  })

  it('lets two of them at once change each token once', async () => {
    await issueNamed('twice', 60)
    const sums = await Promise.all([
      changeAll({ kind: 'delete' }, { search: 'twice' }),
      changeAll({ kind: 'delete' }, { search: 'twice' }),
    ])
    expect(sums.reduce((all, { changed }) => all + changed, 0)).toBe(60)
    expect(
      await db.auditEvent.count({
        where: { action: 'token.deleted', changes: { contains: 'twice' } },
      }),
    ).toBe(60)
  })

  it.each([
    { operation: { kind: 'delete' }, target: { list: { status: 'actve' }, after: '' } },
    {
      operation: { kind: 'delete' },
      target: { list: { search: `act${'x'.repeat(29)}` }, after: '' },
    },
    { operation: { kind: 'delete' }, target: { list: { unknown: 'x' }, after: '' } },
    { operation: { kind: 'delete' }, target: { ids: [] } },
    { operation: { kind: 'extend', timeToLiveInDays: '91' }, target: { list: {}, after: '' } },
    { operation: { kind: 'raise' }, target: { list: {}, after: '' } },
    null,
  ])('is refused for %j: what is not understood must not widen it', (input) => {
    expect(bulkSchema.safeParse(input).success).toBe(false)
  })
})
