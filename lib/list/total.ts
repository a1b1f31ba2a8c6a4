import 'server-only'
import { nameSql, type Sql, sql } from '../db/client'
import { FEW_MATCHES } from './keyset'
import type { Total } from './page.shared'
import { allOf, countUpTo } from './text-search'

/** Rows are counted up to so many: what a count costs has a limit too. */
export const COUNTED = FEW_MATCHES

/** A total of what was counted up to one more than that. */
export const asTotal = (found: number): Total => ({
  count: Math.min(found, COUNTED),
  more: found > COUNTED,
})

/**
 * How many rows of a table fulfil some conditions, which an index serves; at least one is given.
 */
export async function totalOf(table: string, conditions: Sql[]): Promise<Total> {
  const rows = sql`SELECT 1 FROM ${nameSql(table)} WHERE ${allOf(conditions)}`
  return asTotal(await countUpTo(rows, COUNTED + 1))
}

/** The total of lists that have no row in common. */
export function sumOf(totals: Total[]): Total {
  return {
    count: totals.reduce((sum, { count }) => sum + count, 0),
    more: totals.some(({ more }) => more),
  }
}
