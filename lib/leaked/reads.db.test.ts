import { expect, it } from 'vitest'
import { actor, issue, newMachine, register } from '@/test/registering'
import { hashCode, newCode } from '../tokens/code'
import { deleteToken, replaceCode } from '../tokens/edit/writes'
import { findCodes } from './reads'

const long = new Date(0)

it('tells current, replaced, deleted and unknown codes apart', async () => {
  const [current, replaced, deleted] = [await issue(), await issue(), await issue()]
  const renewed = await replaceCode(actor, replaced.id)
  if (!renewed.ok) throw new Error(renewed.reason)
  await deleteToken(actor, deleted.id)
  const candidates = [
    current.code,
    `act${'x'.repeat(29)}`,
    replaced.code,
    renewed.code,
    deleted.code,
    newCode(),
  ]
  const found = await findCodes(actor, { candidates, since: long })
  expect(found.map(({ position, kind }) => [position, kind])).toEqual([
    [0, 'current'],
    [2, 'replaced'],
    [3, 'current'],
    [4, 'deleted'],
    [5, 'unknown'],
  ])
  expect(found[0]).toMatchObject({ token: { id: current.id } })
  expect(found[1]).toMatchObject({ token: { id: replaced.id } })
  for (const code of candidates) {
    expect(JSON.stringify(found)).not.toContain(code)
    expect(JSON.stringify(found)).not.toContain(hashCode(code))
  }
})

it('lists who registered with this very code since a moment, the newest first', async () => {
  const { code } = await issue()
  const [early, late] = [newMachine(), newMachine()]
  await register(code, early, new Date('2026-11-01T10:00:00Z'))
  await register(code, late, new Date('2026-11-02T10:00:00Z'))
  const [first, second, third] = [newMachine(), newMachine(), newMachine()]
  const { code: original, id } = await issue()
  await register(original, first)
  const renewed = await replaceCode(actor, id)
  if (!renewed.ok) throw new Error(renewed.reason)
  await register(renewed.code, second)
  const last = await replaceCode(actor, id)
  if (!last.ok) throw new Error(last.reason)
  await register(last.code, third)
  const all = await findCodes(actor, {
    candidates: [original, renewed.code, last.code],
    since: long,
  })
  const names = all.map((found) =>
    found.kind === 'unknown' ? [] : found.registrations.map(({ sourceName }) => sourceName),
  )
  expect(names).toEqual([[first.hostname], [second.hostname], [third.hostname]])
  await deleteToken(actor, id)
  expect((await findCodes(actor, { candidates: [last.code], since: long }))[0]).toMatchObject({
    kind: 'deleted',
    id,
    registrations: [{ sourceName: third.hostname }],
  })
  const namesSince = async (since: string) => {
    const [found] = await findCodes(actor, { candidates: [code], since: new Date(since) })
    return found?.kind === 'current'
      ? found.registrations.map(({ sourceName }) => sourceName)
      : undefined
  }
  expect(await namesSince('2026-11-01T10:00:00Z')).toEqual([late.hostname, early.hostname])
  expect(await namesSince('2026-11-01T10:00:01Z')).toEqual([late.hostname])
  expect(await namesSince('2026-11-03T00:00:00Z')).toEqual([])
})
