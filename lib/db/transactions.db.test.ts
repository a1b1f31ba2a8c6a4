import { expect, it } from 'vitest'
import { newId } from '../ids'
import { db } from './client'

/** Prisma asks the database only when somebody waits for the answer. */
const started = <T>(query: PromiseLike<T>): Promise<T> =>
  Promise.resolve(query.then((answer) => answer))

/** Gives a query of another request the time to fall into the open transaction, if it can. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 100))

const installation = (id: string) => ({ data: { id, setUpAt: new Date() } })

it('keeps a write of another request when a transaction is rolled back', async () => {
  const [inside, outside] = [newId('p'), newId('p')]
  let other: Promise<unknown> = Promise.resolve()
  const undone = db.$transaction(async (transaction) => {
    await transaction.installation.create(installation(inside))
    other = started(db.installation.create(installation(outside)))
    await pause()
    throw new Error('undo')
  })
  await expect(undone).rejects.toThrow('undo')
  await other
  expect(await db.installation.findUnique({ where: { id: outside } })).not.toBeNull()
  expect(await db.installation.findUnique({ where: { id: inside } })).toBeNull()
})

it('shows other requests nothing of a transaction that is not committed', async () => {
  const id = newId('p')
  let seen: Promise<number> = Promise.resolve(-1)
  const undone = db.$transaction(async (transaction) => {
    await transaction.installation.create(installation(id))
    seen = started(db.installation.count({ where: { id } }))
    await pause()
    throw new Error('undo')
  })
  await expect(undone).rejects.toThrow('undo')
  expect(await seen).toBe(0)
})

it('goes on after many transactions at once, half of which fail', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 40 }, (_, index) =>
      db.$transaction(async (transaction) => {
        await transaction.installation.create(installation(`many-${index}`))
        if (index % 2) throw new Error('undo')
      }),
    ),
  )
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(20)
  expect(await db.installation.count({ where: { id: { startsWith: 'many-' } } })).toBe(20)
})
