import { expect, it } from 'vitest'
import { actor, issue, newMachine, register } from '@/test/registering'
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
  const days = await listDailyCounts(actor)
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
