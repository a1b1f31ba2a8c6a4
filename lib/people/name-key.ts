import 'server-only'
import { db } from '../db/client'
import { isUniqueViolation } from '../db/errors/violation'

/** People looked at in one start. */
const MOST = 10_000

/** A name as people tell names apart: without regard to case, width and blanks. */
export function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

/**
 * Fills the keys of names from before there were any, the oldest people first. Of people who have
 * had the same name since then, the first takes the key; the others keep their name, and nobody can
 * take it up anew. Asked for at each start.
 */
export async function fillNameKeys(): Promise<void> {
  const people = await db.person.findMany({
    where: { nameKey: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: MOST,
    select: { id: true, name: true },
  })
  for (const { id, name } of people) {
    await db.person
      .updateMany({ where: { id, nameKey: null }, data: { nameKey: nameKeyOf(name) } })
      .catch((error) => {
        if (!isUniqueViolation(error)) throw error
      })
  }
}
