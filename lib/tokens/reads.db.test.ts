import { beforeAll, describe, expect, it } from 'vitest'
import { authenticatedActor } from '../auth/actor'
import { db } from '../db/client'
import { newId } from '../ids'
import { parsePageKey } from '../paging'
import { listTokens, PAGE_SIZE } from './reads'

const actor = authenticatedActor({ id: newId('p'), name: 'Ada', role: 'viewer', ip: '192.0.2.7' })
const ROWS = 125

/** Rows of which several share a creation time, so that the ID has to break the tie; one in ten is deleted. */
const rows = Array.from({ length: ROWS }, (_, index) => ({
  id: newId('at'),
  codeHash: `hash-${index}`,
  count: 10,
  expiresAt: new Date('2030-01-01T00:00:00Z'),
  createdAt: new Date(Date.UTC(2026, 0, 1) + Math.floor(index / 7) * 60_000),
  createdBy: actor.id,
  deletedAt: index % 10 === 9 ? new Date() : null,
}))

const expected = rows
  .filter((row) => row.deletedAt === null)
  .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
  .map((row) => row.id)

beforeAll(async () => {
  await db.person.create({
    data: { id: actor.id, name: 'Ada', email: 'ada@example.com', role: 'viewer', createdAt: new Date(), updatedAt: new Date() },
  })
  await db.accessToken.createMany({ data: rows })
})

describe('the list of tokens', () => {
  it('shows each token once, newest first, page after page, and the same way back', async () => {
    const there: string[] = []
    let page = await listTokens(actor)
    expect(page.newer).toBeUndefined()
    for (;;) {
      there.push(...page.entries.map((token) => token.id))
      if (!page.older) break
      expect(page.entries).toHaveLength(PAGE_SIZE)
      page = await listTokens(actor, { after: parsePageKey(page.older) })
    }
    expect(there).toEqual(expected)

    const back: string[] = []
    for (;;) {
      back.unshift(...page.entries.map((token) => token.id))
      if (!page.newer) break
      page = await listTokens(actor, { before: parsePageKey(page.newer) })
    }
    expect(back).toEqual(expected)
  })

  it('goes on at the right place when the token of the key is gone', async () => {
    const [first, second] = await Promise.all([listTokens(actor), listTokens(actor)])
    const last = first.entries.at(-1)
    if (!last) throw new Error('no tokens')
    await db.accessToken.update({ where: { id: last.id }, data: { deletedAt: new Date() } })
    const next = await listTokens(actor, { after: parsePageKey(second.older) })
    expect(next.entries[0]?.id).toBe(expected[PAGE_SIZE])
    await db.accessToken.update({ where: { id: last.id }, data: { deletedAt: null } })
  })

  it('is empty beyond its end, and leads back', async () => {
    const page = await listTokens(actor, { after: { at: new Date(0), id: newId('at') } })
    expect(page.entries).toEqual([])
  })

  it('names the person who issued a token, and shows no hash', async () => {
    const [token] = (await listTokens(actor)).entries
    expect(token?.createdBy).toBe('Ada')
    expect(Object.keys(token ?? {}).sort()).toEqual([
      'count',
      'createdAt',
      'createdBy',
      'description',
      'expiresAt',
      'id',
      'name',
      'registeredCount',
      'status',
    ])
  })
})
