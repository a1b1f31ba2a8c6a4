import 'server-only'
import type { Sql } from '../db/client'
import { type Keyset, type Place, readIds, type SearchedIds, searchIds } from './keyset'
import {
  type Cursor,
  formatCursor,
  isBackwards,
  type Page,
  type PageRequest,
  pageOf,
} from './page.shared'
import type { TextSearch } from './text-search'

/** What a list is ordered by: a column that an index holds behind each branch of the list. */
export type Order<Row> = {
  column: string
  direction: 'asc' | 'desc'
  /** What the column holds, as a row of the list tells it. */
  of: (row: Row) => Date | number | string
  kind: 'moment' | 'number' | 'text'
}

/** A list as the engine reads it: which rows, in which order, and how they are shown. */
export type List<Row> = {
  table: string
  /** The column that tells rows apart which the order does not. */
  id: { column: string; of: (row: Row) => string }
  order: Order<Row>
  /** See {@link Keyset.branches}. */
  branches: Sql[][]
  /** A text that rows must hold; `narrowed` says all branches in one condition. */
  search?: { text: TextSearch; narrowed: Sql[] }
  /** The rows of some IDs, in any order. */
  read: (ids: string[]) => Promise<Row[]>
}

/**
 * A page, with what a search tells besides. `incomplete`: very many rows match, and only so many
 * were looked at; the search goes on at the cursor of the next page. `found`: how many match, where
 * that was counted.
 */
export type ListPage<Row> = Page<Row> & { incomplete: boolean; found?: number }

/**
 * Reads a page of a list: query in, page out. What it costs depends neither on how deep the page
 * lies nor on the size of the table.
 * @param size entries on the page
 */
export async function readPage<Row>(
  list: List<Row>,
  request: PageRequest,
  size: number,
): Promise<ListPage<Row>> {
  // A cursor of another order is none.
  const after = placeOf(list.order, request.after)
  const before = placeOf(list.order, request.before)
  const backwards = isBackwards({ after, before })
  const { ids, total, scanCursor } = await readStretch(list, after ?? before, size + 1, backwards)
  const page = pageOf(await rowsOf(list, ids), { after, before }, size, (row) =>
    formatCursor(cursorOf(list, row)),
  )
  const [end] = scanCursor ? await rowsOf(list, [scanCursor]) : []
  const goesOn = end && { [backwards ? 'previous' : 'next']: formatCursor(cursorOf(list, end)) }
  return { ...page, ...goesOn, incomplete: end !== undefined, found: total }
}

/**
 * Reads the IDs that come after a cursor, for what is done to all rows of a list, step by step.
 * @returns `next` is where to go on, if there may be more
 */
export async function readNextIds<Row>(
  list: List<Row>,
  after: Cursor,
  limit: number,
): Promise<{ ids: string[]; next?: Cursor }> {
  const { ids, scanCursor } = await readStretch(list, placeOf(list.order, after), limit, false)
  const end = scanCursor ?? (ids.length === limit ? ids.at(-1) : undefined)
  const [row] = end ? await rowsOf(list, [end]) : []
  return { ids, next: row && cursorOf(list, row) }
}

async function readStretch<Row>(
  { table, id, order, branches, search }: List<Row>,
  from: Place | undefined,
  limit: number,
  backwards: boolean,
): Promise<SearchedIds> {
  const { column } = order
  const direction = (order.direction === 'asc') === backwards ? 'desc' : 'asc'
  const keyset: Keyset = { table, id: id.column, column, direction, branches, from, limit }
  return search ? searchIds(keyset, search.narrowed, search.text) : { ids: await readIds(keyset) }
}

/** The rows of some IDs, in the order of these. */
async function rowsOf<Row>({ id, read }: List<Row>, ids: string[]): Promise<Row[]> {
  const byId = new Map((await read(ids)).map((row) => [id.of(row), row]))
  return ids.flatMap((one) => byId.get(one) ?? [])
}

function cursorOf<Row>({ id, order }: List<Row>, row: Row): Cursor {
  const value = order.of(row)
  return { value: String(value instanceof Date ? value.getTime() : value), id: id.of(row) }
}

/** What a cursor means to the database; `undefined` where it does not belong to this order. */
function placeOf<Row>({ kind }: Order<Row>, cursor: Cursor | undefined): Place | undefined {
  if (!cursor) return undefined
  const { value, id } = cursor
  if (kind === 'text') return { value, id }
  if (!/^\d{1,13}$/.test(value)) return undefined
  return { value: kind === 'moment' ? new Date(Number(value)) : Number(value), id }
}
