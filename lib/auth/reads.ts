import 'server-only'
import { db } from '../db/client'
import type { Actor } from './actor'
import { browserName } from './browser-name'
import type { SessionSummary } from './schema'

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

/** Whether the first administrator was made; from then on the set-up is closed. */
export async function isSetUp(): Promise<boolean> {
  return (await db.installation.count()) > 0
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

/**
 * The actor's sessions that are still valid, newest first, at most 100.
 * @param currentId ID of the session that asks
 */
export async function listSessions(actor: Actor, currentId: string): Promise<SessionSummary[]> {
  const rows = await db.session.findMany({
    where: { userId: actor.id, expiresAt: { gt: new Date() } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 100,
    select: { id: true, ipAddress: true, userAgent: true, createdAt: true, expiresAt: true },
  })
  return rows.map(({ id, ipAddress, userAgent, createdAt, expiresAt }) => ({
    id,
    ip: ipAddress ?? '',
    browser: browserName(userAgent ?? ''),
    createdAt,
    expiresAt,
    current: id === currentId,
  }))
}
