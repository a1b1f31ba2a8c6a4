import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { db, joinSql, type Sql, sql } from '@/lib/db/client'
import { readKeyedIds } from '@/lib/list/keyset'
import { allOf, countUpTo } from '@/lib/list/text-search'
import { searchText } from '@/lib/text/search-text'
import { SUMMARY, summarizeAll } from '../reads'
import type { TokenSummary } from '../schema.shared'
import type { TokenStatus } from '../status.shared'
import { horizonEnds, shelvesOf } from './buckets.shared'
import { freshenShelves } from './refresh-buckets'

/** More tokens than there can be. */
const ALL = 2_147_483_647

/** Which tokens are wanted, joined by AND; `name` as a whole. Pages are numbered from 1. */
export type NumberedQuery = {
  ids?: string[]
  name?: string
  statuses?: TokenStatus[]
  page: number
  size: number
}

/**
 * Reads a page of tokens by its number, newest first, with their exact total: for callers that
 * can't page by key. Unlike with keys a deep page costs what lies before it, in entries of one
 * index.
 */
export async function listTokensByNumber(
  _actor: Actor,
  { ids, name, statuses, page, size }: NumberedQuery,
): Promise<{ total: number; tokens: TokenSummary[] }> {
  await freshenShelves(horizonEnds(new Date()))
  const shelves = statuses
    ? [...new Set(statuses.flatMap((status) => shelvesOf({ status })))]
    : shelvesOf({})
  const also: Sql[] = [
    ...(ids ? [sql`id IN (${joinSql(ids)})`] : []),
    ...(name === undefined ? [] : [sql`"sortName" = ${searchText(name)}`, sql`name = ${name}`]),
  ]
  const total = await countUpTo(
    sql`SELECT 1 FROM "AccessToken" WHERE ${allOf([sql`shelf IN (${joinSql(shelves)})`, ...also])}`,
    ALL,
  )
  const offset = (page - 1) * size
  if (offset >= total) return { total, tokens: [] }
  const branches = shelves.map((shelf) => [sql`shelf = ${shelf}`, ...also])
  const found = await readKeyedIds(
    {
      table: 'AccessToken',
      column: 'createdAt',
      direction: 'desc',
      branches,
      limit: offset + size,
    },
    offset,
  )
  const rows = await db.accessToken.findMany({
    where: { id: { in: found } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: SUMMARY,
  })
  return { total, tokens: await summarizeAll(rows) }
}
