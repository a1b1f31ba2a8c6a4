import 'server-only'
import { APIError } from 'better-auth/api'
import { type Actor, authenticatedActor } from '@/lib/actors/actor'
import { parseRole } from '@/lib/actors/permissions.shared'
import { db } from '@/lib/db/client'
import { DatabaseUnavailableError } from '@/lib/db/errors/outage'
import { log } from '@/lib/log'
import { recentSettings } from '@/lib/settings/reads'
import { MILLISECONDS_AN_HOUR } from '@/lib/time.shared'
import { auth, sessionCookieName } from '../library/library'

/**
 * Who is signed in, and with which session; `provenAt` is when they last proved who they are, and
 * `mustEnrol` whether all that they may do is to set up a second factor.
 */
export type Session = {
  actor: Actor
  sessionId: string
  provenAt: Date
  mustEnrol: boolean
}

/** A session is noted as used at most so often. */
const NOTED_MILLISECONDS = 60_000

/**
 * Who asks, by the session cookie among a request's headers, whatever they may do; see
 * {@link findSession}.
 * @param ip the client's address, for what the actor does
 * @param isUse whether somebody is there; an open page also asks by itself
 */
export async function findAnySession(
  headers: Headers,
  ip: string,
  isUse = true,
): Promise<Session | undefined> {
  const found = await auth().api.getSession({ headers }).catch(rethrowAsOutage)
  if (!found) return undefined
  const { user, session } = found
  const now = new Date()
  const usedAt = session.usedAt ?? session.createdAt
  if (user.deactivatedAt || (await isIdle(usedAt, now))) return undefined
  if (isUse && now.getTime() - usedAt.getTime() > NOTED_MILLISECONDS) await noteUse(session.id, now)
  return {
    actor: authenticatedActor({ id: user.id, name: user.name, role: parseRole(user.role), ip }),
    sessionId: session.id,
    // Whoever signs in has proven who they are.
    provenAt: session.provenAt ?? session.createdAt,
    mustEnrol: session.mustEnrol ?? false,
  }
}

/**
 * Who asks, by the session cookie among a request's headers; `undefined` when nobody is signed in,
 * or they must set up a second factor first.
 */
export async function findSession(
  headers: Headers,
  ip: string,
  isUse = true,
): Promise<Session | undefined> {
  const session = await findAnySession(headers, ip, isUse)
  return session?.mustEnrol ? undefined : session
}

/**
 * Whether a request comes from somebody who is signed in: for what tells nothing of anybody. One
 * look-up, and it is no use of the session.
 * @param cookies the header of the request
 */
export async function isSignedIn(cookies: string): Promise<boolean> {
  const name = await sessionCookieName()
  const cookie = cookies.split(/; */).find((one) => one.startsWith(`${name}=`))
  // The library puts a signature behind the token; the token alone can't be guessed.
  const [token] = (cookie?.slice(name.length + 1) ?? '').split('.')
  if (!token) return false
  const now = new Date()
  const session = await db.session.findFirst({
    where: { token, expiresAt: { gt: now }, mustEnrol: false, person: { deactivatedAt: null } },
    select: { usedAt: true, createdAt: true },
  })
  return session !== null && !(await isIdle(session.usedAt ?? session.createdAt, now))
}

async function isIdle(usedAt: Date, now: Date): Promise<boolean> {
  const { idleHours } = await recentSettings()
  return now.getTime() - usedAt.getTime() > idleHours * MILLISECONDS_AN_HOUR
}

/** Housekeeping, which must not cost the request its answer. */
async function noteUse(id: string, usedAt: Date): Promise<void> {
  await db.session
    .updateMany({ where: { id }, data: { usedAt } })
    .catch((error) => log.warn({ err: error }, 'the use of a session could not be noted'))
}

// Looking up a session does nothing but ask the database, and the library hides what went wrong
// there.
function rethrowAsOutage(error: unknown): never {
  if (error instanceof APIError && error.statusCode >= 500)
    throw new DatabaseUnavailableError('looking up the session failed', { cause: error })
  throw error
}
