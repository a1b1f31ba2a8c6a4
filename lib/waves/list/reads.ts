import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { db, joinSql, type Sql, sql } from '@/lib/db/client'
import { containing } from '@/lib/list/containing'
import type { Page, PageRequest, Total } from '@/lib/list/page.shared'
import { type List, type Order, readPage } from '@/lib/list/read-page'
import { allOf } from '@/lib/list/text-search'
import { totalOf } from '@/lib/list/total'
import type { WaveSummary } from '../schema.shared'
import type { WaveState } from '../states.shared'
import { SUMMARY, summarizeWaves, type WaveRow } from '../summary'
import type { WaveFilter } from './query.shared'

const PAGE_SIZE = 50

const COMPLETE = sql`"expectedCount" > 0 AND "expectedCount" = "registeredCount" + "waivedCount"`
const OPEN = sql`"closedAt" IS NULL AND NOT (${COMPLETE})`

/** The same rule as `waveStateOf`, in the words of the database. */
function inState(state: WaveState, now: Date): Sql {
  const isLate = sql`("dueAt" IS NOT NULL AND "dueAt" <= ${now})`
  const conditions: Record<WaveState, Sql> = {
    closed: sql`"closedAt" IS NOT NULL`,
    complete: sql`"closedAt" IS NULL AND ${COMPLETE}`,
    overdue: sql`${OPEN} AND ${isLate}`,
    running: sql`${OPEN} AND NOT ${isLate} AND "arrivedCount" > 0`,
    planned: sql`${OPEN} AND NOT ${isLate} AND "arrivedCount" = 0`,
  }
  return conditions[state]
}

function conditionsOf({ state, search }: WaveFilter, now: Date): Sql[] {
  return [
    sql`1 = 1`,
    ...(state ? [inState(state, now)] : []),
    ...(search ? [containing(sql`"searchText"`, search)] : []),
  ]
}

const ORDERS: Record<'newest' | 'name' | 'due', Order<WaveRow>> = {
  newest: { column: 'createdAt', direction: 'desc', kind: 'moment', of: (row) => row.createdAt },
  name: { column: 'sortName', direction: 'asc', kind: 'text', of: (row) => row.sortName },
  due: { column: 'dueAt', direction: 'asc', kind: 'moment', of: (row) => row.dueAt ?? new Date(0) },
}

export type WavePage = Page<WaveSummary> & { total: Total }

/**
 * Reads a page of the waves that a filter lets through. Ordered by due, those without are left out.
 */
export async function listWaves(
  _actor: Actor,
  { sort = 'newest', ...filter }: WaveFilter = {},
  request: PageRequest = {},
  size = PAGE_SIZE,
): Promise<WavePage> {
  const conditions = [
    ...conditionsOf(filter, new Date()),
    ...(sort === 'due' ? [sql`"dueAt" IS NOT NULL`] : []),
  ]
  const list: List<WaveRow> = {
    table: 'Wave',
    id: { column: 'id', of: ({ id }) => id },
    order: ORDERS[sort],
    branches: [conditions],
    read: (ids) => db.wave.findMany({ where: { id: { in: ids } }, select: SUMMARY }),
  }
  const [page, total] = await Promise.all([
    readPage(list, request, size),
    totalOf('Wave', conditions),
  ])
  return { ...page, total, entries: await summarizeWaves(page.entries) }
}

/** Waves to look at: those that are overdue, then those that run, the newest first. */
export async function listOpenWaves(actor: Actor, limit: number): Promise<WaveSummary[]> {
  const pages = await Promise.all(
    (['overdue', 'running'] as const).map((state) => listWaves(actor, { state }, {}, limit)),
  )
  return pages.flatMap(({ entries }) => entries).slice(0, limit)
}

/** Which waves a program wants, joined by AND; `name` as a whole. Pages are numbered from 1. */
type OffsetWaveQuery = {
  ids?: string[]
  name?: string
  states?: WaveState[]
  tags: { key: string; value?: string }[]
  page: number
  size: number
}

/** Reads a page of waves by its number, newest first, with their exact total. */
export async function listWavesByOffset(
  _actor: Actor,
  { ids, name, states, tags, page, size }: OffsetWaveQuery,
): Promise<{ total: number; waves: WaveSummary[] }> {
  const now = new Date()
  const among = (texts: string[]) =>
    joinSql(
      texts.map((text) => sql`${text}`),
      ', ',
    )
  const where = allOf([
    sql`1 = 1`,
    ...(ids ? [sql`id IN (${among(ids)})`] : []),
    ...(name !== undefined ? [sql`name = ${name}`] : []),
    ...(states ? [sql`(${anyOf(states.map((state) => inState(state, now)))})`] : []),
    ...tags.map(({ key, value }) => {
      const wanted = value === undefined ? sql`1 = 1` : sql`tag.value = ${value}`
      return sql`EXISTS (SELECT 1 FROM "WaveTag" AS tag WHERE tag."waveId" = "Wave".id
        AND tag.key = ${key} AND ${wanted})`
    }),
  ])
  const [found, counted] = await Promise.all([
    db.$queryRaw<{ id: string }[]>`SELECT id FROM "Wave" WHERE ${where}
      ORDER BY "createdAt" DESC, id DESC LIMIT ${size} OFFSET ${(page - 1) * size}`,
    db.$queryRaw<{ n: number | bigint }[]>`SELECT count(*) AS n FROM "Wave" WHERE ${where}`,
  ])
  const those = found.map(({ id }) => id)
  const rows = await db.wave.findMany({ where: { id: { in: those } }, select: SUMMARY })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const inOrder = those.flatMap((id) => byId.get(id) ?? [])
  return { total: Number(counted[0]?.n ?? 0), waves: await summarizeWaves(inOrder, now) }
}

const anyOf = (conditions: Sql[]): Sql =>
  conditions.reduce((all, one) => sql`${all} OR (${one})`, sql`1 = 0`)
