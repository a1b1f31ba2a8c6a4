import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { issue, newMachine, register } from '@/test/registering'
import { db } from '../db/client'
import { newId } from '../ids'
import { latestChange } from './latest-change'
import { nobodyAt, recordRefused } from './writes'

const HOUR = 3_600_000

beforeAll(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }))
afterAll(() => void vi.useRealTimers())

/** The stamp as it is after the second for which one is kept. */
async function stampLater(): Promise<string> {
  vi.advanceTimersByTime(2_000)
  return latestChange()
}

it('stays the same as long as nothing happens', async () => {
  expect(await stampLater()).toBe(await stampLater())
})

it.each([
  ['a registration', async () => void (await register((await issue()).code, newMachine()))],
  [
    'a refusal that repeats another one',
    () => recordRefused(nobodyAt('192.0.2.7'), 'session.refused', ''),
  ],
  [
    'an event that was begun before the newest one, and is written after it',
    async () => {
      const event = {
        id: newId('ae'),
        actorId: '',
        actorName: '',
        action: 'token.issued',
        target: '',
        ip: '',
        changes: '{}',
      }
      await db.auditEvent.create({ data: { ...event, at: new Date(Date.now() - 1_000) } })
    },
  ],
])('changes by %s', async (_, happen) => {
  await recordRefused(nobodyAt('192.0.2.7'), 'session.refused', '')
  const before = await stampLater()
  await happen()
  expect(await stampLater()).not.toBe(before)
})

it('changes by a new day', async () => {
  const before = await stampLater()
  vi.advanceTimersByTime(24 * HOUR)
  expect(await latestChange()).not.toBe(before)
})
