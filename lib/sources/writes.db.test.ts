import { beforeEach, describe, expect, it } from 'vitest'
import { actor, issue, newMachine, register } from '@/test/registering'
import { db } from '../db/client'
import { getSource } from './reads'
import { deleteSource, editSource, reopenSource } from './writes'

let id: string
let hostname: string
beforeEach(async () => {
  const { code } = await issue()
  const machine = newMachine()
  hostname = machine.hostname
  const result = await register(code, machine)
  if (!result.ok) throw new Error(result.reason)
  id = result.sourceId
})

const events = () =>
  db.auditEvent.findMany({ where: { target: id }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })

describe('editing a source server', () => {
  it('writes what is given, leaves the rest, and records before and after', async () => {
    expect(await editSource(actor, id, { name: 'erp-db' })).toEqual({ ok: true })
    expect(await editSource(actor, id, { description: 'in the cellar' })).toEqual({ ok: true })
    expect(await getSource(actor, id)).toMatchObject({
      name: 'erp-db',
      hostname,
      description: 'in the cellar',
    })
    const [renamed, described] = await events()
    expect(JSON.parse(renamed?.changes ?? '')).toEqual({
      name: [hostname, 'erp-db'],
      description: [null, null],
    })
    expect(JSON.parse(described?.changes ?? '')).toMatchObject({
      description: [null, 'in the cellar'],
    })
  })

  it('takes an empty description for none, and records nothing where nothing changes', async () => {
    expect(await editSource(actor, id, { name: hostname, description: '' })).toEqual({ ok: true })
    expect(await getSource(actor, id)).toMatchObject({ description: null })
    expect(await events()).toEqual([])
  })

  it('refuses the name of another one, unless that was deleted', async () => {
    const { code } = await issue()
    const other = await register(code)
    if (!other.ok) throw new Error(other.reason)
    const taken = (await getSource(actor, other.sourceId))?.name ?? ''
    expect(await editSource(actor, id, { name: taken })).toEqual({
      ok: false,
      reason: 'name_taken',
    })
    await deleteSource(actor, other.sourceId)
    expect(await editSource(actor, id, { name: taken })).toEqual({ ok: true })
  })
})

describe('deleting a source server', () => {
  it('takes it off the lists once, and forgets its key', async () => {
    await db.sourceServer.update({ where: { id }, data: { machineKeyHash: 'x' } })
    expect(await deleteSource(actor, id)).toEqual({ ok: true })
    expect(await getSource(actor, id)).toBeUndefined()
    expect(await deleteSource(actor, id)).toEqual({ ok: false, reason: 'unknown_source' })
    expect(await db.sourceServer.findUnique({ where: { id } })).toMatchObject({
      machineKeyHash: null,
    })
    expect((await events()).map(({ action }) => action)).toEqual(['source.deleted'])
  })
})

describe('reopening a source server', () => {
  it('forgets its key once, and says whether there was one', async () => {
    await db.sourceServer.update({ where: { id }, data: { machineKeyHash: 'x' } })
    expect(await reopenSource(actor, id)).toEqual({ ok: true })
    expect(await reopenSource(actor, id)).toEqual({ ok: true })
    expect(await getSource(actor, id)).toMatchObject({ proof: 'open' })
    const recorded = await events()
    expect(recorded.map(({ changes }) => JSON.parse(changes))).toEqual([
      { machineKey: ['known', 'none'] },
    ])
  })
})

it.each([
  ['editing', () => editSource(actor, 's-00000000000000000000', { name: 'x' })],
  ['deleting', () => deleteSource(actor, 's-00000000000000000000')],
  ['reopening', () => reopenSource(actor, 's-00000000000000000000')],
])('%s one that is not there says so', async (_, work) => {
  expect(await work()).toEqual({ ok: false, reason: 'unknown_source' })
})
