import 'server-only'
import { db } from '../db/client'
import { searchText } from '../text/search-text.shared'

/** Rows filled in one step. */
const BATCH = 500

/**
 * Fills the names that source servers are searched by where a migration left them empty. Asked for
 * at each start.
 */
export async function fillSearchNames(): Promise<void> {
  for (;;) {
    const rows = await db.sourceServer.findMany({
      where: { searchName: '', NOT: { name: '' } },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: { id: true, name: true },
    })
    for (const { id, name } of rows)
      await db.sourceServer.updateMany({
        where: { id, name, searchName: '' },
        data: { searchName: searchText(name) },
      })
    if (rows.length < BATCH) return
  }
}
