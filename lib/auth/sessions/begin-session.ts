import 'server-only'
import { authenticatedActor } from '@/lib/actors/actor'
import { parseRole } from '@/lib/actors/permissions.shared'
import type { Changes } from '@/lib/audit/schema.shared'
import { recordEvent } from '@/lib/audit/writes'
import type { Transaction } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/transaction'
import { noteSignInPlace } from '@/lib/people/places'
import { readSettings } from '@/lib/settings/reads'
import { MILLISECONDS_AN_HOUR } from '@/lib/time.shared'
import { auth } from '../library/library'
import { mustEnrolAt } from '../second-factor/requirement'

/** How a person proved who they are. */
type Method = 'password' | 'passkey' | 'provider'

/** Who asks, and from where: the headers name the browser, and hold the session before. */
export type Visitor = { ip: string; headers: Headers }

export type BeganSession = { ok: true; cookies: string[] } | { ok: false; reason: 'deactivated' }

type Begun = {
  method: Method
  /** Whether a second factor was part of it; a passkey is one. */
  secondFactor: boolean
  /** Whether passwords are off, and this is the one for emergencies. */
  emergency?: boolean
}

/**
 * Starts a session of somebody who has proven who they are; the one that the browser had before
 * ends. Whoever lacks a second factor that they need may do nothing in it but set one up.
 * @returns `Set-Cookie` values for the answer; `deactivated` for somebody who may not come in
 */
export async function beginSession(
  personId: string,
  { method, secondFactor, emergency = false }: Begun,
  { ip, headers }: Visitor,
): Promise<BeganSession> {
  const before = await auth().api.getSession({ headers })
  const started = await auth().api.startSession({
    body: { personId },
    headers,
    returnHeaders: true,
  })
  const { sessionId } = started.response
  const isIn = await inTransaction(async (transaction) => {
    const person = await personWhoMay(transaction, personId)
    if (!person) {
      await transaction.session.deleteMany({ where: { id: sessionId } })
      return false
    }
    const actor = authenticatedActor({ ...person, role: parseRole(person.role), ip })
    const now = new Date()
    const mustEnrol =
      method === 'password' && !secondFactor && (await mustEnrolAt(transaction, actor))
    await transaction.session.update({
      where: { id: sessionId },
      data: { provenAt: now, usedAt: now, method, mustEnrol },
      select: { id: true },
    })
    await transaction.person.update({
      where: { id: personId },
      data: { lastSignInAt: now },
      select: { id: true },
    })
    await clearSessions(transaction, personId, before?.session.id)
    const how: Changes = {
      method: [null, method],
      ...(secondFactor && { 'second factor': [null, 'yes'] }),
    }
    await recordEvent(
      transaction,
      actor,
      emergency ? 'session.in_emergency' : 'session.started',
      personId,
      how,
    )
    await noteSignInPlace(transaction, personId, ip, now)
    return true
  })
  if (!isIn) return { ok: false, reason: 'deactivated' }
  return { ok: true, cookies: started.headers.getSetCookie() }
}

async function personWhoMay(transaction: Transaction, id: string) {
  return transaction.person.findFirst({
    where: { id, deactivatedAt: null },
    select: { id: true, name: true, role: true },
  })
}

/** Sessions that a person may have at once; beyond these the oldest end. */
const MOST_SESSIONS = 20

/**
 * Ends the session that a new one replaces, a person's oldest ones beyond the most, and clears away
 * those that have expired or were not used for too long.
 */
async function clearSessions(
  transaction: Transaction,
  userId: string,
  replaced: string | undefined,
): Promise<void> {
  if (replaced) await transaction.session.deleteMany({ where: { id: replaced } })
  const now = Date.now()
  const { idleHours } = await readSettings(transaction)
  const usedBefore = new Date(now - idleHours * MILLISECONDS_AN_HOUR)
  await transaction.session.deleteMany({
    where: { OR: [{ expiresAt: { lt: new Date(now) } }, { usedAt: { lt: usedBefore } }] },
  })
  const surplus = await transaction.session.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: MOST_SESSIONS,
    take: 100,
    select: { id: true },
  })
  if (surplus.length > 0)
    await transaction.session.deleteMany({ where: { id: { in: surplus.map(({ id }) => id) } } })
}
