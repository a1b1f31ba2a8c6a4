import 'server-only'
import { db } from '../db/client'
import { searchText } from '../text/search-text.shared'

/** What a person is sorted and searched by. */
export function searchColumnsOf(name: string, email: string) {
  return { sortName: searchText(name), searchText: searchText(`${name}\n${email}`) }
}

/** People looked at in one start. */
const MOST = 10_000

/** Fills what people are searched by where a migration left it empty. Asked for at each start. */
export async function fillPersonColumns(): Promise<void> {
  const people = await db.person.findMany({
    where: { searchText: '' },
    orderBy: { id: 'asc' },
    take: MOST,
    select: { id: true, name: true, email: true },
  })
  for (const { id, name, email } of people)
    await db.person.updateMany({ where: { id, name }, data: searchColumnsOf(name, email) })
}
