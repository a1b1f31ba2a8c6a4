import 'server-only'
import { type Sql, sql } from '../db/client'
import { searchText } from '../text/search-text.shared'

/** A condition that a column holds a text, for lists that are short enough to look at each row. */
export function containing(column: Sql, text: string): Sql {
  const wanted = searchText(text).replace(/[%_\\]/g, '\\$&')
  return sql`${column} LIKE ${`%${wanted}%`} ESCAPE '\\'`
}
