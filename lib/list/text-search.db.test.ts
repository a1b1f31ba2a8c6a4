import { beforeAll, expect, it } from 'vitest'
import { actor } from '@/test/registering'
import { db, provider, sql } from '../db/client'
import { issueToken } from '../tokens/issue/writes'
import { parseTokenListQuery } from '../tokens/list/query.shared'
import { listTokens } from '../tokens/list/reads'
import { textSearch } from './text-search'

const NAMES = ['wave-1', 'wave_1', 'waveX1', 'wave_12', '数据_1', 'Zulu']
const DESCRIPTIONS: Record<string, string> = {
  Zulu: 'all of it, 100% and C:\\temp',
  waveX1: 'all of it, 1000 and C:/temp',
}

beforeAll(async () => {
  for (const name of NAMES)
    await issueToken(actor, {
      name,
      description: DESCRIPTIONS[name],
      count: 1,
      timeToLiveInDays: 1,
    })
})

async function found(search: string): Promise<(string | null)[]> {
  const { entries } = await listTokens(actor, parseTokenListQuery({ search, sort: 'name' }))
  return entries.map(({ name }) => name)
}

it.each([
  ['wave_1', ['wave_1', 'wave_12']],
  ['e_', ['wave_1', 'wave_12']],
  ['_1', ['wave_1', 'wave_12', '数据_1']],
  ['100%', ['Zulu']],
  ['0%', []],
  ['c:\\temp', ['Zulu']],
  ['\\', []],
  ['wave%1', []],
])('a search for %j finds just that', async (search, names) => {
  expect(await found(search)).toEqual(names)
})

it('names are in the order of their characters', async () => {
  expect(await found('')).toEqual(['wave-1', 'wave_1', 'wave_12', 'waveX1', 'Zulu', '数据_1'])
})

it('the index of trigrams still serves what is escaped', async () => {
  const match = textSearch({ table: 'AccessToken', nameColumn: 'sortName' }, 'wave_1')
  if (provider === 'sqlite') {
    const plan = await db.$queryRaw<{ detail: string }[]>(
      sql`EXPLAIN QUERY PLAN SELECT id FROM "AccessToken" WHERE ${match.indexed?.condition}`,
    )
    expect(plan.map(({ detail }) => detail).join('\n')).toMatch(
      /AccessTokenSearch VIRTUAL TABLE INDEX/,
    )
    return
  }
  const [, plan] = await db.$transaction([
    db.$queryRaw(
      sql`SELECT set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off',
         true)`,
    ),
    db.$queryRaw<{ 'QUERY PLAN': string }[]>(
      sql`EXPLAIN SELECT id FROM "AccessToken" WHERE ${match.indexed?.condition}`,
    ),
  ])
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/Index Cond: .*searchText/)
})
