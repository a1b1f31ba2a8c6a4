import 'server-only'
import { db, sql } from '../db/client'
import { searchText } from '../text/search-text.shared'

/** So many deletions and so many changes are looked through, the newest. */
const LOOKED_THROUGH = 5_000

/**
 * IDs of tokens that are not called so any more: their name had a text in it when they were
 * deleted, or before it was changed. As far as the audit's newest 5,000 of each tell; the newest
 * first, each once.
 */
export async function formerlyNamed(text: string): Promise<string[]> {
  const wanted = searchText(text)
  const [deleted, changed] = await Promise.all([
    db.$queryRaw<{ id: string; sortName: string }[]>(sql`
      SELECT token.id, token."sortName" FROM (${newest('token.deleted')}) AS event
      JOIN "AccessToken" AS token ON token.id = event.target ORDER BY event.at DESC`),
    db.$queryRaw<{ target: string; changes: string }[]>(sql`
      SELECT target, changes FROM (${newest('token.changed')}) AS event
      WHERE changes LIKE '%"name":%' ORDER BY at DESC`),
  ])
  const had = (name: unknown) => typeof name === 'string' && searchText(name).includes(wanted)
  return [
    ...new Set([
      ...deleted.filter(({ sortName }) => had(sortName)).map(({ id }) => id),
      ...changed.filter(({ changes }) => had(JSON.parse(changes).name?.[0])).map(targetOf),
    ]),
  ]
}

const targetOf = ({ target }: { target: string }) => target

const newest = (action: string) => sql`
  SELECT target, changes, at FROM "AuditEvent" WHERE action = ${action}
  ORDER BY at DESC, id DESC LIMIT ${LOOKED_THROUGH}`
