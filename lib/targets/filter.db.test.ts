import { expect, it } from 'vitest'
import { tokenOf } from '@/test/changing'
import { actor, issue } from '@/test/registering'
import { deleteToken, editToken } from '../tokens/edit/writes'
import { withTargets } from './filter'

async function issueNamed(name: string) {
  const { id } = await issue(5)
  await rename(id, name)
  return id
}

async function rename(id: string, name: string) {
  expect(await editToken(actor, id, { ...(await seenOf(id)), name })).toMatchObject({ ok: true })
}

/** What an edit that changes nothing says. */
async function seenOf(id: string) {
  const seen = await tokenOf(id)
  return { ...seen, name: seen.name ?? '', description: seen.description ?? '', seen }
}

const targetsOf = async (target: string) => (await withTargets(actor, { target })).targets

it('a name stands for codes that have it, and that had it before', async () => {
  const has = await issueNamed('wave-Käse')
  const had = await issueNamed('wave-käse-old')
  await rename(had, 'renamed')
  await editToken(actor, had, { ...(await seenOf(had)), description: 'only described' })
  const gone = await issueNamed('WAVE-KÄSE-gone')
  await deleteToken(actor, gone, undefined)
  await issueNamed('another')
  expect(await targetsOf('wave-KÄSE')).toEqual([has, gone, had])
  expect(await targetsOf('käse-old')).toEqual([had])
  expect(await targetsOf('renamed')).toEqual([had])
  expect(await targetsOf('%')).toEqual([])
  expect(await targetsOf('no such')).toEqual([])
})

it('an ID stands for itself', async () => {
  expect(await withTargets(actor, { target: 'at-00000000000000000000' })).toEqual({
    target: 'at-00000000000000000000',
  })
})
