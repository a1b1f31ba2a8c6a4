import 'server-only'
import type { Actor } from '../actors/actor'
import { db } from '../db/client'

/** Names of the people and access keys among some actors' IDs; deleted keys too, for the ledger. */
export async function namesOf(actorIds: string[]): Promise<Map<string, string>> {
  const ids = [...new Set(actorIds)]
  const query = (those: string[]) =>
    ({ where: { id: { in: those } }, select: { id: true, name: true } }) as const
  const keyIds = ids.filter((id) => id.startsWith('ak-'))
  const personIds = ids.filter((id) => !id.startsWith('ak-'))
  const [people, keys] = await Promise.all([
    personIds.length > 0 ? db.person.findMany(query(personIds)) : [],
    keyIds.length > 0 ? db.accessKey.findMany(query(keyIds)) : [],
  ])
  return new Map([...people, ...keys].map(({ id, name }) => [id, name]))
}

/** Name, email and role of the actor, for their account page. */
export async function getAccount(
  actor: Actor,
): Promise<{ name: string; email: string; role: string }> {
  return db.person.findUniqueOrThrow({
    where: { id: actor.id },
    select: { name: true, email: true, role: true },
  })
}
