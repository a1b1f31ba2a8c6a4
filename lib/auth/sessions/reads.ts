import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { db } from '@/lib/db/client'
import type { SessionSummary } from '../schema.shared'
import { browserName } from './browser-name'

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
