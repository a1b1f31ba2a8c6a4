import { expect, it } from 'vitest'
import { actor, issue, register } from '@/test/registering'
import { editToken } from '../tokens/edit/writes'
import { parseTokenListQuery } from '../tokens/list/query.shared'
import { countTokens, listTokens } from '../tokens/list/reads'

async function listed(parameters: Record<string, string>): Promise<string[]> {
  const { entries } = await listTokens(actor, parseTokenListQuery({ size: '100', ...parameters }))
  return entries.map(({ id }) => id)
}

/** Which filters of usage and status let a code through. */
async function placesOf(id: string): Promise<string[]> {
  const filters: Record<string, string>[] = [
    { used: 'never' },
    { used: 'used' },
    { used: 'nearly' },
    { status: 'active' },
    { status: 'exhausted' },
  ]
  const found = await Promise.all(
    filters.map(async (filter) =>
      (await listed(filter)).includes(id) ? Object.values(filter) : [],
    ),
  )
  return found.flat()
}

it('lists a code rightly after each registration and change of its count', async () => {
  const { code, id } = await issue(5)
  expect(await placesOf(id)).toEqual(['never', 'active'])
  await register(code)
  expect(await placesOf(id)).toEqual(['used', 'active'])
  for (let index = 0; index < 3; index++) await register(code)
  expect(await placesOf(id)).toEqual(['used', 'nearly', 'active'])
  await register(code)
  expect(await placesOf(id)).toEqual(['used', 'exhausted'])
  await editToken(actor, id, { count: 100, seen: { name: null, description: null, count: 5 } })
  expect(await placesOf(id)).toEqual(['used', 'active'])
  for (let index = 0; index < 20; index++) await register(code)
  await editToken(actor, id, { count: 25, seen: { name: null, description: null, count: 100 } })
  expect(await placesOf(id)).toEqual(['used', 'exhausted'])
  expect((await countTokens(actor, { status: 'exhausted' }))[0]?.count).toBe(1)
})

it('orders codes by how much of them is used, as it is now', async () => {
  const codes = await Promise.all(Array.from({ length: 4 }, () => issue(1_000)))
  for (const [index, uses] of [7, 3, 9, 5].entries()) {
    const { code } = codes[index] ?? { code: '' }
    await Promise.all(Array.from({ length: uses }, () => register(code)))
  }
  const order = (await listed({ sort: 'usage', order: 'desc' })).filter((id) =>
    codes.some((one) => one.id === id),
  )
  expect(order).toEqual([2, 0, 3, 1].map((index) => codes[index]?.id))
})
