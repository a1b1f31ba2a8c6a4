import { expect, inject, it } from 'vitest'
import { db } from '../client'
import { isUniqueViolation } from '../errors/violation'
import { inBulk } from './bulk'

const INSTALLATION = { id: 'text', setUpAt: 'moment' } as const
const installation = (id: string) => ({ id, setUpAt: new Date('2026-11-26T02:00:00.123Z') })

it('writes all of a transaction or nothing, and moments as the models read them', async () => {
  const undone = inBulk(async (bulk) => {
    await bulk.insert('Installation', INSTALLATION, [installation('undone')])
    throw new Error('undo')
  })
  await expect(undone).rejects.toThrow('undo')
  await inBulk((bulk) =>
    bulk.insert('Installation', INSTALLATION, [installation('one'), installation('other')]),
  )
  const rows = await db.installation.findMany({ orderBy: { id: 'asc' } })
  expect(rows).toEqual([installation('one'), installation('other')])
  const { rows: read } = await inBulk((bulk) =>
    bulk.hold('Installation', INSTALLATION, 'id', ['one'], 'skip'),
  )
  expect(read).toMatchObject([installation('one')])
})

// Only PostgreSQL has poolers; elsewhere such an error is one like any other.
it('works behind a pooler that knows no prepared statements', async () => {
  const work = () => {
    let tries = 0
    return inBulk(async (bulk) => {
      tries += 1
      await bulk.read('SELECT 1 AS one', [])
      if (tries === 1)
        throw Object.assign(new Error('the prepared statement exists already'), { code: '42P05' })
      return tries
    })
  }
  const results = await Promise.allSettled([work(), work(), work()])
  const expected = inject('provider') === 'postgresql' ? 'fulfilled' : 'rejected'
  expect(results.map(({ status }) => status)).toEqual([expected, expected, expected])
})

it('tells what went wrong first, whatever was sent behind it', async () => {
  const installations = [installation('two'), installation('two')]
  const failed = inBulk((bulk) =>
    Promise.all([
      bulk.insert('Installation', INSTALLATION, installations).then(async () => {}),
      bulk.read('SELECT 1 AS one', []),
      bulk.read('SELECT 2 AS two', []),
    ]),
  )
  await expect(failed).rejects.toSatisfy(isUniqueViolation)
})
