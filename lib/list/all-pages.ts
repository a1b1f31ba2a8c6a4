import type { Cursor, Page } from './page.shared'
import { parseCursor } from './page.shared'

/**
 * All entries of a list, page by page, each read when it is wanted.
 * @param read the page after a cursor, or the first
 */
export async function* allPages<Entry>(
  read: (after: Cursor | undefined) => Promise<Page<Entry>>,
): AsyncGenerator<Entry[]> {
  let after: Cursor | undefined
  do {
    const { entries, next } = await read(after)
    if (entries.length > 0) yield entries
    after = parseCursor(next)
  } while (after)
}
