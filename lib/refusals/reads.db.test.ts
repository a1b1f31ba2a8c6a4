import { expect, it } from 'vitest'
import { actor, issue, newMachine, register } from '@/test/registering'
import { parseCursor } from '../list/page.shared'
import { refuseUnknownCode } from '../registrations/writes'
import { disableToken, editToken } from '../tokens/edit/writes'
import { exportRefusals } from './export'
import { listRefusals } from './reads'

it('refusals are found by host, machine, code ID and name of the code', async () => {
  const { code, id } = await issue(5)
  await editToken(actor, id, {
    name: `Wave-${id.slice(3)}`,
    count: 5,
    seen: { name: null, description: null, count: 5 },
  })
  await disableToken(actor, id)
  const machine = newMachine()
  await register(code, machine)
  for (const search of [
    machine.hostname.toUpperCase(),
    machine.machineId,
    id,
    `wave-${id.slice(3, 12)}`,
  ])
    expect((await listRefusals(actor, { search })).entries).toMatchObject([
      { tokenId: id, hostname: machine.hostname, reason: 'code_disabled' },
    ])
  expect((await listRefusals(actor, { code: id, reason: 'code_expired' })).entries).toEqual([])
  const today = new Date().toISOString().slice(0, 10)
  expect((await listRefusals(actor, { code: id, from: today })).total?.count).toBe(1)
  expect((await listRefusals(actor, { code: id, to: '2020-01-01' })).total?.count).toBe(0)
})

it('unknown codes are kept by who sent them, and never beyond a bound', async () => {
  const machine = newMachine()
  refuseUnknownCode('203.0.113.201', machine)
  await expect
    .poll(async () => (await listRefusals(actor, { search: machine.hostname })).entries)
    .toMatchObject([{ tokenId: '', reason: 'code_mistyped', ip: '203.0.113.201', attempts: 1 }])
})

it('pages and the export hold the same, each refusal once', async () => {
  const { code, id } = await issue(1)
  await register(code, newMachine())
  for (let count = 0; count < 5; count++) await register(code, newMachine())
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listRefusals(actor, { code: id }, { after: parseCursor(after) }, 2)
    seen.push(...page.entries.map((refusal) => refusal.id))
    after = page.next
  } while (after)
  expect(new Set(seen).size).toBe(5)
  let text = ''
  for await (const lines of exportRefusals(actor, { code: id }).pages) text += lines
  expect(text.trim().split('\r\n')).toHaveLength(5)
})
