import { beforeAll, describe, expect, it } from 'vitest'
import { actor } from '@/test/registering'
import { db } from '../db/client'
import { newId } from '../ids'
import { parseCursor } from '../list/page.shared'
import { searchText } from '../text/search-text.shared'
import { issueToken } from '../tokens/issue/writes'
import { listSources } from './list'
import type { SourceFilter } from './query.shared'

const rows = Array.from({ length: 130 }, (_, index) => ({
  id: newId('s'),
  machineId: `machine-${index}`,
  name: index % 2 ? `Web-${index}` : `数据库-${index}%`,
  hostname: `host-${index}`,
  platform: index % 3 ? 'linux' : 'Linux',
  architecture: 'x86_64',
  agentVersion: '',
  systemInfo: '{}',
  state: 'Available',
  lastTokenId: newId('at'),
  registeredAt: new Date(Date.UTC(2026, 0, 1) + Math.floor(index / 4) * 60_000),
  seenAt: new Date(),
  deletedAt: index % 10 === 9 ? new Date() : null,
}))
const newestFirst = rows.toSorted(
  (a, b) => b.registeredAt.getTime() - a.registeredAt.getTime() || (a.id < b.id ? 1 : -1),
)
const living = newestFirst.filter(({ deletedAt }) => !deletedAt)

beforeAll(async () => {
  const searched = rows.map((row) => ({
    ...row,
    searchName: searchText(row.name),
    searchFacts: searchText(`${row.hostname}\n${row.machineId}\n10.0.0.${row.machineId.slice(8)}`),
  }))
  await db.sourceServer.createMany({ data: searched })
})

async function walk(search: string): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | undefined, first = true; first || after; first = false) {
    const page = await listSources(actor, { after: parseCursor(after) }, { search })
    ids.push(...page.entries.map(({ id }) => id))
    after = page.next
  }
  return ids
}

describe('the list of source servers', () => {
  it.each<[string, (row: (typeof rows)[number]) => boolean]>([
    ['', () => true],
    ['WEB-', ({ name }) => name.startsWith('Web')],
    ['据库', ({ name }) => name.includes('据库')],
    ['%', ({ name }) => name.includes('%')],
    ['_', () => false],
    ['host_1', () => false],
    ['%-1%', () => false],
    ['\\\\', () => false],
    ['machine-12', ({ machineId }) => machineId.startsWith('machine-12')],
    ['10.0.0.7', ({ machineId }) => machineId.startsWith('machine-7')],
    ['no such', () => false],
  ])('searched for %j shows what fits, newest first', async (search, fits) => {
    expect(await walk(search)).toEqual(living.filter(fits).map(({ id }) => id))
  })

  it('is narrowed to a code by its ID or a part of its name, also with a search', async () => {
    const issued = await issueToken(actor, {
      name: 'wave-narrowed',
      count: 2,
      timeToLiveInDays: 1,
    })
    if (!issued.ok) throw new Error(issued.reason)
    const { id } = issued.token
    const ofCode = rows.filter((_, index) => [3, 13].includes(index))
    await db.sourceServer.updateMany({
      where: { id: { in: ofCode.map((row) => row.id) } },
      data: { lastTokenId: id },
    })
    const found = async (filter: SourceFilter) =>
      (await listSources(actor, {}, filter)).entries.map(({ hostname }) => hostname)
    for (const code of [id, 'wave-narrowed', 'E-NARROW']) {
      expect(await found({ code })).toEqual(['host-13', 'host-3'])
      expect(await found({ code, platform: 'linux' })).toEqual(['host-13', 'host-3'])
      expect(await found({ code, search: 'host-13' })).toEqual(['host-13'])
      expect(await found({ code, search: 'narrowed' })).toEqual(['host-13', 'host-3'])
      expect(await found({ code, search: ofCode[0]?.id })).toEqual(['host-3'])
      expect(await found({ code, search: rows[4]?.id })).toEqual([])
      expect(await found({ code, search: 'host-5' })).toEqual([])
    }
    expect(await found({ code: 'no-such-code' })).toEqual([])
    expect(await found({ code: 'no-such-code', search: 'host-13' })).toEqual([])
    expect(await found({ code: newId('at'), search: id })).toEqual([])
  })

  it('shows what was deleted, or may register anew, when that is asked for', async () => {
    const gone = newestFirst.filter(({ deletedAt }) => deletedAt)
    const anew = newestFirst.filter(({ hostname }) => ['host-20', 'host-42'].includes(hostname))
    await db.sourceServer.updateMany({
      where: { id: { in: [...anew, ...gone.slice(0, 1)].map(({ id }) => id) } },
      data: { reopenedAt: new Date() },
    })
    const found = async (filter: SourceFilter) => {
      const { entries, total } = await listSources(actor, {}, filter)
      expect(total?.count ?? entries.length).toBe(entries.length)
      return entries.map(({ hostname }) => hostname)
    }
    const hosts = (of: typeof rows) => of.map(({ hostname }) => hostname)
    expect(await found({ state: 'deleted' })).toEqual(hosts(gone))
    expect(await found({ state: 'open' })).toEqual(hosts(anew))
    expect(await found({ state: 'deleted', search: 'host-59' })).toEqual(['host-59'])
    expect(await found({ state: 'deleted', search: '10.0.0.9' })).toEqual(
      hosts(gone.filter(({ machineId }) => machineId.startsWith('machine-9'))),
    )
    expect(await found({ state: 'deleted', search: 'host-58' })).toEqual([])
    expect(await found({ state: 'open', search: 'host-42' })).toEqual(['host-42'])
    expect(await found({ state: 'open', platform: 'linux' })).toEqual(hosts(anew))
    const [first] = gone
    expect(await found({ state: 'deleted', code: first?.lastTokenId })).toEqual([first?.hostname])
    expect(await found({ search: first?.id })).toEqual([])
    expect(await found({ state: 'deleted', search: first?.id })).toEqual([first?.hostname])
  })

  it('is counted by platform', async () => {
    const { total } = await listSources(actor, {}, { platform: 'linux' })
    expect(total).toEqual({ count: living.length, more: false })
    expect((await listSources(actor, {}, { platform: 'darwin' })).total?.count).toBe(0)
  })

  it('is found by a whole ID, and leads back from the second page', async () => {
    expect(await walk(living[3]?.id ?? '')).toEqual([living[3]?.id])
    const second = await listSources(actor, {
      after: parseCursor((await listSources(actor)).next),
    })
    const first = await listSources(actor, { before: parseCursor(second.previous) })
    expect(first.entries.map(({ id }) => id)).toEqual(living.slice(0, 50).map(({ id }) => id))
  })
})
