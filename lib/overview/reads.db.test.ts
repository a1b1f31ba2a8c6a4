import { expect, it } from 'vitest'
import { actor, issue, newMachine, register } from '@/test/registering'
import { db } from '../db/client'
import { listRefusals } from '../refusals/reads'
import { disableToken } from '../tokens/edit/writes'
import { listDailyCounts, listLatestRegistrations } from './reads'

it('counts registrations and refusals by day, repeats of a machine only as refusals', async () => {
  const { code, id } = await issue(100)
  const machine = newMachine()
  await Promise.all(
    [machine, machine, newMachine(), newMachine()].map((each) => register(code, each)),
  )
  await disableToken(actor, id)
  const refused = newMachine()
  for (let attempt = 0; attempt < 3; attempt++) await register(code, refused)
  const days = await listDailyCounts(actor, 'UTC')
  expect(days).toHaveLength(30)
  expect(days.at(-1)).toEqual({
    day: new Date().toISOString().slice(0, 10),
    registrations: 3,
    refusals: 3,
  })
  expect(
    days.slice(0, -1).every(({ registrations, refusals }) => registrations === 0 && refusals === 0),
  ).toBe(true)
  expect((await listLatestRegistrations(actor)).map(({ tokenId }) => tokenId)).toEqual([id, id, id])
  expect((await listRefusals(actor, {})).entries).toMatchObject([
    { tokenId: id, reason: 'code_disabled', hostname: refused.hostname },
  ])
})

it.each([
  ['UTC', '2026-11-30', 5],
  ['Asia/Kolkata', '2026-12-01', 4],
  ['America/New_York', '2026-11-30', 5],
])(
  'takes days for those of %s; what was counted by days before stays there',
  async (zone, day, sum) => {
    await db.dailyTally.deleteMany()
    await db.dailyTally.createMany({
      data: [
        { day: '2026-11-30', kind: 'registration', slot: 0, count: 1 },
        { day: '2026-11-30T18:30', kind: 'registration', slot: 0, count: 4 },
      ],
    })
    const days = await listDailyCounts(actor, zone, new Date('2026-11-30T23:00Z'))
    expect(days.find((one) => one.day === day)?.registrations).toBe(sum)
    expect(days.reduce((all, { registrations }) => all + registrations, 0)).toBe(5)
  },
)
