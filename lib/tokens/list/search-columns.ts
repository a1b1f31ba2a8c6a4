import 'server-only'
import { db } from '@/lib/db/client'
import { LAST_CHARACTER } from '@/lib/list/text-search'
import { searchText } from '@/lib/text/search-text.shared'

type Searched = { id: string; name: string | null; description: string | null }

/** Behind every name in the order of bytes: tokens without a name come last. */
const NO_NAME = LAST_CHARACTER

/** Rows filled in one transaction. */
const BATCH = 500

/** What a token is searched and sorted by. Written with every change of what it is made of. */
export function searchColumns({ id, name, description }: Searched): {
  searchText: string
  sortName: string
} {
  return {
    searchText: searchText([id, name ?? '', description ?? ''].join('\n')),
    sortName: name ? searchText(name) : NO_NAME,
  }
}

/**
 * Fills these columns where they are still empty: in rows from before they existed. Asked for at
 * each start.
 */
export async function fillSearchColumns(): Promise<void> {
  for (;;) {
    const rows = await db.accessToken.findMany({
      where: { searchText: '' },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: { id: true, name: true, description: true },
    })
    if (rows.length === 0) return
    await db.$transaction(
      // What was changed meanwhile has its columns by now.
      rows.map((row) =>
        db.accessToken.updateMany({
          where: { id: row.id, searchText: '' },
          data: searchColumns(row),
        }),
      ),
    )
  }
}
