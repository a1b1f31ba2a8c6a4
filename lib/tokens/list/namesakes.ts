import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { db, sql } from '@/lib/db/client'
import { searchText } from '@/lib/text/search-text.shared'
import { bucketsOf } from './buckets.shared'
import { inBuckets } from './columns'

/** Beyond so many nobody counts. */
const MOST = 100

/**
 * How many tokens have a name already, up to 100; upper and lower case are the same. Names need not
 * be unique, but whoever gives one wants to know.
 */
export async function countNamesakes(_actor: Actor, name: string): Promise<number> {
  const rows = await db.$queryRaw<unknown[]>(sql`
    SELECT id FROM "AccessToken"
    WHERE ${inBuckets(bucketsOf({}))} AND "deletedAt" IS NULL AND "sortName" = ${searchText(name)}
    LIMIT ${MOST}`)
  return rows.length
}
