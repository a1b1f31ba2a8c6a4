import 'server-only'
import { joinSql, nameSql, type Sql, sql } from '@/lib/db/client'

/**
 * Columns that keep the names of the migrations which made them: instances of an earlier version
 * read them while an update is under way.
 */
export const BUCKET = nameSql('shelf')
export const EXPIRY_BUCKET = nameSql('horizon')

/** The condition that a token lies in one of some buckets. */
export function inBuckets(buckets: number[]): Sql {
  return buckets.length > 0 ? sql`${BUCKET} IN (${joinSql(buckets)})` : sql`1 = 0`
}
