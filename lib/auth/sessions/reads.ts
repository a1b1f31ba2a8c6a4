import 'server-only'
import type { Actor, Allowed } from '@/lib/actors/actor'
import { db } from '@/lib/db/client'
import { readSettings } from '@/lib/settings/reads'
import { MILLISECONDS_AN_HOUR } from '@/lib/time.shared'
import type { SessionSummary } from '../schema.shared'
import { browserName } from './browser-name'

/**
 * The actor's sessions that are still valid, newest first, at most 100.
 * @param currentId ID of the session that asks
 */
export async function listSessions(actor: Actor, currentId: string): Promise<SessionSummary[]> {
  return sessionsOf(actor.id, currentId)
}

/** Somebody's sessions that are still valid, newest first, at most 100. */
export async function listSessionsOf(
  _actor: Allowed<'people.manage'>,
  personId: string,
): Promise<SessionSummary[]> {
  return sessionsOf(personId, '')
}

async function sessionsOf(userId: string, currentId: string): Promise<SessionSummary[]> {
  const now = new Date()
  const { idleHours } = await readSettings()
  const usedSince = new Date(now.getTime() - idleHours * MILLISECONDS_AN_HOUR)
  const rows = await db.session.findMany({
    where: {
      userId,
      expiresAt: { gt: now },
      OR: [{ usedAt: { gte: usedSince } }, { usedAt: null, createdAt: { gte: usedSince } }],
    },
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
