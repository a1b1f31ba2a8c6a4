import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { listActors } from '@/lib/audit/reads'
import { db } from '@/lib/db/client'

/**
 * Who has issued codes, of those whom {@link listActors} names: no list of tokens is narrowed to
 * anybody else. Costs one look-up in an index for each of them.
 */
export async function listCreators(actor: Actor): Promise<{ id: string; name: string }[]> {
  const [actors, creators] = await Promise.all([
    listActors(actor),
    db.$queryRaw<{ id: string }[]>`
      SELECT id FROM (SELECT id FROM "Person" UNION ALL SELECT id FROM "AccessKey") AS a
      WHERE EXISTS (SELECT 1 FROM "AccessToken" AS t WHERE t."createdBy" = a.id)`,
  ])
  const ids = new Set(creators.map(({ id }) => id))
  return actors.filter(({ id }) => ids.has(id))
}
