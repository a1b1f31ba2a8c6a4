import { beforeAll, describe, expect, it } from 'vitest'
import { authenticatedActor } from '@/lib/actors/actor'
import { listActors } from '@/lib/audit/reads'
import { db } from '@/lib/db/client'
import { newId } from '@/lib/ids'
import type { TokenSummary } from '../schema.shared'
import { bucketOf } from './buckets.shared'
import { listCreators } from './creators'
import { parseTokenListQuery, TOKEN_SORTS, type TokenSort } from './query.shared'
import { listTokens } from './reads'
import { fillSearchColumns } from './search-columns'

const actor = authenticatedActor({ id: newId('p'), name: 'Ada', role: 'viewer', ip: '192.0.2.7' })
const other = newId('p')
const DAY = 86_400_000
const NAMES = ['Alpha', 'beta-2', 'Äther', '数据中心-A', 'alpha_x', 'Zulu', null]

/** Tokens of every kind, in no order, several of them equal in what lists are sorted by. */
const rows = Array.from({ length: 140 }, (_, index) => {
  const now = Date.now()
  const days = [-3, 2, 6, 20, 45, 80][index % 6] ?? 0
  const count = [1, 3, 10][index % 3] ?? 1
  return {
    id: newId('at'),
    codeHash: `hash-${index}`,
    name: NAMES[index % NAMES.length] ?? null,
    description: index % 4 === 0 ? `wave ${index} of the move 100%` : null,
    count,
    registeredCount: [0, Math.min(2, count), count, Math.ceil(count * 0.8)][index % 4] ?? 0,
    expiresAt: new Date(now + days * DAY),
    createdAt: new Date(now - Math.floor(index / 7) * 60_000),
    createdBy: index % 5 === 0 ? other : actor.id,
    disabledAt: index % 9 === 8 ? new Date() : null,
    deletedAt: index % 10 === 9 ? new Date() : null,
  }
})
const living = rows.filter((row) => !row.deletedAt)
const sortName = (name: string | null) => (name ? name.toLowerCase() : '\u{10FFFF}')
const bytes = (text: string) => Buffer.from(text).toString('hex')

beforeAll(async () => {
  await db.person.create({
    data: {
      id: actor.id,
      name: 'Ada',
      email: 'ada@example.com',
      role: 'viewer',
      createdAt: new Date(),
      updatedAt: new Date(),
    },
  })
  await db.accessToken.createMany({ data: rows })
  await fillSearchColumns()
})

const list = (parameters: Record<string, string>) =>
  listTokens(actor, parseTokenListQuery(parameters))

/** All pages of a list, there and back again. */
async function walk(
  parameters: Record<string, string>,
): Promise<{ there: string[]; back: string[]; total: number | undefined }> {
  const [there, back]: [string[], string[]] = [[], []]
  let page = await list({ ...parameters, size: '25' })
  const total = page.total?.count
  expect(page.previous).toBeUndefined()
  for (;;) {
    there.push(...page.entries.map(({ id }) => id))
    if (!page.next) break
    page = await list({ ...parameters, size: '25', after: page.next })
  }
  for (;;) {
    back.unshift(...page.entries.map(({ id }) => id))
    if (!page.previous) break
    page = await list({ ...parameters, size: '25', before: page.previous })
  }
  return { there, back, total }
}

const VALUE: Record<TokenSort, (row: (typeof rows)[number]) => number | string> = {
  created: (row) => row.createdAt.getTime(),
  expires: (row) => row.expiresAt.getTime(),
  usage: (row) => row.registeredCount / row.count,
  name: (row) => bytes(sortName(row.name)),
}

describe('the list of tokens', () => {
  for (const sort of Object.keys(TOKEN_SORTS) as TokenSort[]) {
    it.each(['desc', 'asc'])(
      `sorted by ${sort} %s shows each token once, page after page, and the same way back`,
      async (order) => {
        const direction = order === 'asc' ? 1 : -1
        const expected = living
          .toSorted((a, b) => {
            const [x, y] = [VALUE[sort](a), VALUE[sort](b)]
            return direction * (x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : 1)
          })
          .map(({ id }) => id)
        expect(await walk({ sort, order })).toEqual({
          there: expected,
          back: expected,
          total: living.length,
        })
      },
    )
  }

  const status = ({ disabledAt, expiresAt, registeredCount, count }: (typeof rows)[number]) =>
    disabledAt
      ? 'disabled'
      : expiresAt.getTime() <= Date.now()
        ? 'expired'
        : registeredCount >= count
          ? 'exhausted'
          : 'active'
  const within = (days: number) => (row: (typeof rows)[number]) =>
    row.expiresAt.getTime() > Date.now() && row.expiresAt.getTime() <= Date.now() + days * DAY

  it.each<[Record<string, string>, (row: (typeof rows)[number]) => boolean]>([
    [{ status: 'active' }, (row) => status(row) === 'active'],
    [{ status: 'disabled' }, (row) => status(row) === 'disabled'],
    [{ status: 'expired' }, (row) => status(row) === 'expired'],
    [{ status: 'exhausted' }, (row) => status(row) === 'exhausted'],
    [{ expires: '7' }, within(7)],
    [{ expires: '30' }, within(30)],
    [{ used: 'never' }, (row) => row.registeredCount === 0],
    [{ used: 'used' }, (row) => row.registeredCount > 0],
    [
      { used: 'nearly' },
      (row) =>
        !row.disabledAt &&
        row.registeredCount < row.count &&
        row.registeredCount / row.count >= 0.8,
    ],
    [{ by: other }, (row) => row.createdBy === other],
    [{ search: 'ALPHA' }, (row) => !!row.name?.toLowerCase().includes('alpha')],
    [{ search: 'äth' }, (row) => row.name === 'Äther'],
    [{ search: '数据中' }, (row) => row.name === '数据中心-A'],
    [{ search: '中心' }, (row) => row.name === '数据中心-A'],
    [{ search: 'PH' }, (row) => !!row.name?.toLowerCase().includes('ph')],
    [{ search: '100%' }, (row) => !!row.description],
    [{ search: 'a_x' }, (row) => row.name === 'alpha_x'],
    [{ search: '"' }, () => false],
    [{ search: 'no "such" thing' }, () => false],
    [
      { status: 'active', expires: '30', used: 'used', by: actor.id, search: 'beta', sort: 'name' },
      (row) =>
        status(row) === 'active' &&
        within(30)(row) &&
        row.registeredCount > 0 &&
        row.createdBy === actor.id &&
        row.name === 'beta-2',
    ],
    [{ status: 'expired', expires: '7' }, () => false],
    [
      { status: 'active', expires: '7', used: 'nearly' },
      (row) => status(row) === 'active' && within(7)(row) && row.registeredCount / row.count >= 0.8,
    ],
    [
      { status: 'active', expires: '7', used: 'nearly', search: 'ph' },
      (row) =>
        status(row) === 'active' &&
        within(7)(row) &&
        row.registeredCount / row.count >= 0.8 &&
        !!row.name?.toLowerCase().includes('ph'),
    ],
  ])('narrowed by %j shows what fits, and counts it', async (parameters, fits) => {
    const expected = living.filter(fits).map(({ id }) => id)
    const { there, back, total } = await walk(parameters)
    expect(there.toSorted()).toEqual(expected.toSorted())
    expect(back).toEqual(there)
    expect(total).toBe(expected.length)
  })

  it('lies in the bucket that the program computes too', async () => {
    await list({})
    const stored = await db.$queryRaw<
      { id: string; shelf: number | null }[]
    >`SELECT id, shelf FROM "AccessToken"`
    const buckets = new Map(stored.map(({ id, shelf }) => [id, shelf]))
    for (const row of rows)
      expect(buckets.get(row.id), JSON.stringify(row)).toBe(
        row.deletedAt ? null : bucketOf(row, new Date()),
      )
  })

  it('finds a token by its whole ID', async () => {
    const [first] = living
    expect((await list({ search: first?.id ?? '' })).entries.map(({ id }) => id)).toEqual([
      first?.id,
    ])
  })

  it('follows what time does to a token', async () => {
    const [row] = living.filter((candidate) => status(candidate) === 'active')
    if (!row) throw new Error('no active token')
    await db.accessToken.update({
      where: { id: row.id },
      data: { expiresAt: new Date(Date.now() - 1) },
    })
    const ids = async (parameters: Record<string, string>) => (await walk(parameters)).there
    expect(await ids({ status: 'expired' })).toContain(row.id)
    expect(await ids({ status: 'active' })).not.toContain(row.id)
    await db.accessToken.update({
      where: { id: row.id },
      data: { expiresAt: row.expiresAt, expiryBucket: 3 },
    })
    expect(await ids({ status: 'active' })).toContain(row.id)
  })

  it('goes on at the right place when the token of the cursor is gone', async () => {
    const first = await list({ size: '25' })
    const all = (await walk({})).there
    const last = first.entries.at(-1)
    if (!last) throw new Error('no tokens')
    await db.accessToken.update({ where: { id: last.id }, data: { deletedAt: new Date() } })
    const next = await list({ size: '25', after: first.next ?? '' })
    await db.accessToken.update({ where: { id: last.id }, data: { deletedAt: null } })
    expect(next.entries[0]?.id).toBe(all[25])
    expect((await walk({})).there).toEqual(all)
  })

  it('is empty past its end, and shows the first page for a cursor of another order', async () => {
    expect(await list({ after: '0.at-00000000000000000000' })).toMatchObject({
      entries: [],
      pastEnd: true,
    })
    expect(
      (await list({ sort: 'created', after: 'beta.at-00000000000000000000' })).entries,
    ).toHaveLength(50)
  })

  it('can be narrowed to people who have issued a code, and to nobody else', async () => {
    const id = newId('p')
    const moments = { createdAt: new Date(), updatedAt: new Date() }
    await db.person.create({
      data: { id, name: 'Bo', email: 'bo@example.com', role: 'operator', ...moments },
    })
    expect(await listActors(actor)).toContainEqual({ id, name: 'Bo' })
    expect(await listCreators(actor)).toEqual([{ id: actor.id, name: 'Ada' }])
  })

  it('names the person who issued a token, and shows no hash', async () => {
    const [token] = (await list({ by: actor.id })).entries
    expect(token?.createdBy).toBe('Ada')
    const shown: (keyof TokenSummary)[] = [
      'count',
      'createdAt',
      'createdBy',
      'description',
      'expiresAt',
      'id',
      'name',
      'registeredCount',
      'replacedAt',
      'status',
      'wave',
    ]
    expect(Object.keys(token ?? {}).sort()).toEqual(shown)
  })
})
