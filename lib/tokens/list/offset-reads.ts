import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { db, joinSql, type Sql, sql } from '@/lib/db/client'
import { readIds } from '@/lib/list/keyset'
import { allOf, countUpTo } from '@/lib/list/text-search'
import { searchText } from '@/lib/text/search-text.shared'
import { SUMMARY, summarizeAll } from '../reads'
import type { TokenSummary } from '../schema.shared'
import type { TokenStatus } from '../status.shared'
import { bucketsOf } from './buckets.shared'
import { BUCKET, inBuckets } from './columns'
import { refreshBuckets } from './refresh-buckets'

/** More tokens than there can be. */
const ALL = 2_147_483_647

/** Which tokens are wanted, joined by AND; `name` as a whole. Pages are numbered from 1. */
export type OffsetQuery = {
  ids?: string[]
  name?: string
  statuses?: TokenStatus[]
  page: number
  size: number
}

/**
 * Reads a page of tokens by its number, newest first, with their exact total: for callers that
 * can't page by cursor. Unlike with cursors a deep page costs what lies before it, in entries of
 * one index.
 */
export async function listTokensByOffset(
  _actor: Actor,
  { ids, name, statuses, page, size }: OffsetQuery,
): Promise<{ total: number; tokens: TokenSummary[] }> {
  await refreshBuckets()
  const buckets = statuses
    ? [...new Set(statuses.flatMap((status) => bucketsOf({ status })))]
    : bucketsOf({})
  const also: Sql[] = [
    ...(ids ? [sql`id IN (${joinSql(ids)})`] : []),
    ...(name === undefined ? [] : [sql`"sortName" = ${searchText(name)}`, sql`name = ${name}`]),
  ]
  const where = allOf([inBuckets(buckets), ...also])
  const total = await countUpTo(sql`SELECT 1 FROM "AccessToken" WHERE ${where}`, ALL)
  const offset = (page - 1) * size
  if (offset >= total) return { total, tokens: [] }
  const found = await readIds(
    {
      table: 'AccessToken',
      id: 'id',
      column: 'createdAt',
      direction: 'desc',
      branches: buckets.map((bucket) => [sql`${BUCKET} = ${bucket}`, ...also]),
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
