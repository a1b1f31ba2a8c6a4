import { expect, it } from 'vitest'
import { actor, register } from '@/test/registering'
import { listRefusals } from '../refusals/reads'
import { issueToken } from '../tokens/issue/writes'
import { createWave } from '../waves/edit/writes'
import { importHosts } from '../waves/hosts/import'
import { listHosts } from '../waves/hosts/reads'
import { decideHost } from '../waves/members/decisions'
import { checkCode } from './reads'

/** A wave that takes only its hosts, with a code. */
async function strictWave(...hosts: string[]) {
  const mark = crypto.randomUUID().slice(0, 8)
  const made = await createWave(actor, { name: `strict-${mark}`, onlyExpected: true })
  if (!made.ok) throw new Error(made.reason)
  const rows = hosts.map((name, index) => ({
    row: index + 1,
    host: { hostname: `${name}-${mark}` },
  }))
  await importHosts(actor, made.id, rows)
  const issued = await issueToken(actor, { count: 10, timeToLiveInDays: 1, waveId: made.id })
  if (!issued.ok) throw new Error(issued.reason)
  const machine = (name: string, id = name) => ({
    machineId: `${id}-${mark}`,
    hostname: `${name}-${mark}`,
  })
  const come = async (name: string, id?: string) => {
    const facts = machine(name, id)
    const checked = await checkCode(issued.code, { machine: facts, ip: '192.0.2.1' })
    const result = await register(issued.code, facts)
    // What a check says is what a registration gets.
    expect(checked?.takes).toBe(result.ok)
    return result.ok ? 'in' : result.reason
  }
  return { id: made.id, mark, come, machine, code: issued.code }
}

it('lets in the hosts of the list, once each, and nobody else', async () => {
  const { id, come, mark } = await strictWave('web', 'db')
  expect(await come('stranger')).toBe('host_not_expected')
  expect(await come('web')).toBe('in')
  expect(await come('web')).toBe('in')
  expect(await come('web', 'another machine')).toBe('host_not_expected')
  expect((await listRefusals(actor, { search: `stranger-${mark}` })).entries).toMatchObject([
    { reason: 'host_not_expected', attempts: 1 },
  ])
  expect((await listHosts(actor, id, { state: 'registered' })).total.count).toBe(1)
})

it('lets in one of many that are called alike, also when they come at once', async () => {
  const { code, machine } = await strictWave('web')
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, index) => register(code, machine('web', `copy-${index}`))),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
})

it('goes by what people said of a machine before anything else', async () => {
  const { id, come, mark } = await strictWave('web', 'db')
  const other = await strictWave('renamed')
  expect(await other.come('renamed')).toBe('in')
  const [host] = (await listHosts(actor, id, { search: `web-${mark}` })).entries
  const [seat] = (await listHosts(actor, other.id, { state: 'registered' })).entries
  const sourceId = seat?.source?.id ?? ''
  await decideHost(actor, id, sourceId, host?.id ?? '')
  const { code } = await strictWave()
  expect(await register(code, other.machine('renamed'))).toMatchObject({ ok: false })
  expect(await come('web')).toBe('host_not_expected')
  expect(await come('db')).toBe('in')
})
