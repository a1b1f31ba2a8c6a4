import { expect, it } from 'vitest'
import { actor, issue, register } from '@/test/registering'
import { db } from '../../db/client'
import { createWave } from '../edit/writes'
import { MOST_HOSTS } from '../schema.shared'
import { importHosts } from './import'
import { previewImport } from './preview'

async function newWave() {
  const made = await createWave(actor, { name: `Import-${crypto.randomUUID()}` })
  if (!made.ok) throw new Error(made.reason)
  return made.id
}

const rowsOf = (names: string[]) => names.map((hostname, row) => ({ row, host: { hostname } }))

it('misses no machine that registers while a long list is put in', {
  timeout: 60_000,
}, async () => {
  const mark = crypto.randomUUID().slice(0, 8)
  const id = await newWave()
  const all = rowsOf(Array.from({ length: MOST_HOSTS }, (_, index) => `h${index}-${mark}`))
  const rows = all.slice(0, 8_000)
  const { code } = await issue(1_000)
  const [imported, ...registered] = await Promise.all([
    importHosts(actor, id, rows),
    ...Array.from({ length: 300 }, async (_, index) => {
      // Spread over the time that it takes.
      await new Promise((resolve) => setTimeout(resolve, index * 10))
      return register(code, { machineId: `m${index}-${mark}`, hostname: `h${index}-${mark}` })
    }),
  ])
  expect(imported).toMatchObject({ ok: true, counts: { new: 8_000 } })
  expect(registered.filter(({ ok }) => !ok)).toEqual([])
  const wave = await db.wave.findUniqueOrThrow({ where: { id } })
  expect(wave).toMatchObject({ expectedCount: 8_000, registeredCount: 300, arrivedCount: 300 })
  expect(await importHosts(actor, id, all)).toMatchObject({
    ok: true,
    counts: { new: 12_000, changed: 0, unchanged: 8_000 },
  })
  expect(await importHosts(actor, id, rowsOf([`one-more-${mark}`]))).toMatchObject({
    ok: false,
    reason: 'too_many',
  })
})

it('finds machines of before by their ID, in upper and lower case', async () => {
  const mark = crypto.randomUUID().slice(0, 8)
  const { code } = await issue()
  await register(code, { machineId: `ASSET-${mark.toUpperCase()}`, hostname: `one-${mark}` })
  await register(code, {
    machineId: `m-${mark}`,
    externalId: `INV-${mark}`,
    hostname: `two-${mark}`,
  })
  const id = await newWave()
  await importHosts(actor, id, [
    { row: 1, host: { hostname: `a-${mark}`, externalId: `asset-${mark}` } },
    { row: 2, host: { hostname: `b-${mark}`, externalId: `inv-${mark}` } },
  ])
  expect(await db.wave.findUnique({ where: { id } })).toMatchObject({ registeredCount: 2 })
})

it('tells beforehand what it does, and blanks clear nothing', async () => {
  const mark = crypto.randomUUID().slice(0, 8)
  const [id, other] = [await newWave(), await newWave()]
  await importHosts(actor, other, rowsOf([`shared-${mark}`]))
  await importHosts(actor, id, [{ row: 1, host: { hostname: `web-${mark}`, owner: 'Ada' } }])
  const { code } = await issue()
  await register(code, { machineId: `db-${mark}`, hostname: `DB-${mark}` })
  const rows = [
    { row: 2, host: { hostname: `WEB-${mark}.`, owner: '', note: 'second' } },
    { row: 3, host: { hostname: `db-${mark}` } },
    { row: 4, host: { hostname: `shared-${mark}` } },
    { row: 5, host: { hostname: 'two words' } },
  ]
  const told = await previewImport(actor, id, rows)
  expect(told.rows).toMatchObject([
    { row: 2, kind: 'changed', columns: ['note'] },
    { row: 3, kind: 'new', registered: true },
    { row: 4, kind: 'new', elsewhere: expect.stringContaining('Import-') },
    { row: 5, kind: 'unreadable', reason: 'A host name has no blanks.' },
  ])
  const done = await importHosts(actor, id, rows)
  expect(done).toMatchObject({ ok: true, counts: told.counts })
  const web = await db.expectedHost.findFirst({ where: { waveId: id, hostKey: `web-${mark}` } })
  expect(web).toMatchObject({ hostname: `web-${mark}`, owner: 'Ada', note: 'second' })
  expect(await db.wave.findUnique({ where: { id } })).toMatchObject({
    expectedCount: 3,
    registeredCount: 1,
  })
})
