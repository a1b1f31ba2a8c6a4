import 'server-only'
import { db, joinSql, nameSql, type Sql, sql } from './client'
import { allOf } from './text-match'

/** A place in a list: the value it is ordered by, and the ID that tells equal values apart. */
export type ListKey = { value: Date | number | string; id: string }

export type KeyedList = {
  table: 'AccessToken' | 'SourceServer'
  column: string
  direction: 'asc' | 'desc'
  /** Conditions that exclude each other. Each is read as a range of one index in the list's order, and then merged. */
  branches: Sql[][]
  beyond?: ListKey
  limit: number
}

/** Reads the IDs of a list that begins beyond a key. The cost depends on the limit and the branches, not on the table. */
export async function readKeyedIds({ table, column, direction, branches, beyond, limit }: KeyedList): Promise<string[]> {
  if (branches.length === 0) return []
  const by = nameSql(column)
  const order = direction === 'asc' ? sql`ORDER BY key ASC, id ASC LIMIT ${limit}` : sql`ORDER BY key DESC, id DESC LIMIT ${limit}`
  const range = beyond && (direction === 'asc' ? sql`(${by}, id) > (${beyond.value}, ${beyond.id})` : sql`(${by}, id) < (${beyond.value}, ${beyond.id})`)
  const parts = branches.map((conditions) => {
    const where = allOf(range ? [...conditions, range] : conditions)
    return sql`SELECT * FROM (SELECT id, ${by} AS key FROM ${nameSql(table)} WHERE ${where} ${order}) AS part`
  })
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT id FROM (${joinSql(parts, ' UNION ALL ')}) AS parts ${order}`
  return rows.map(({ id }) => id)
}
