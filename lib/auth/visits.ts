import 'server-only'
import { APIError } from 'better-auth/api'
import { db } from '../db/client'
import { DatabaseUnavailableError } from '../db/outage'
import { type Actor, authenticatedActor } from './actor'
import { auth, sessionCookieName } from './auth'
import { parseRole } from './roles'

/** Who is signed in, and with which session. */
export type Visit = { actor: Actor; sessionId: string }

/**
 * Who asks, by the session cookie among a request's headers; `undefined` when nobody is signed in.
 * @param ip the client's address, for what the actor does
 */
export async function findVisit(headers: Headers, ip: string): Promise<Visit | undefined> {
  const found = await auth().api.getSession({ headers }).catch(rethrowAsOutage)
  if (!found) return undefined
  const { id, name, role } = found.user
  return { actor: authenticatedActor({ id, name, role: parseRole(role), ip }), sessionId: found.session.id }
}

/**
 * Whether a request comes from somebody who is signed in: one look-up, for what tells nothing of anybody.
 * @param cookies the header of the request
 */
export async function isSignedIn(cookies: string): Promise<boolean> {
  const name = await sessionCookieName()
  const cookie = cookies.split(/; */).find((one) => one.startsWith(`${name}=`))
  // The library puts a signature behind the token; the token alone can't be guessed.
  const [token] = (cookie?.slice(name.length + 1) ?? '').split('.')
  const session = token ? await db.session.findUnique({ where: { token }, select: { expiresAt: true } }) : null
  return session !== null && session.expiresAt > new Date()
}

// Looking up a session does nothing but ask the database, and the library hides what went wrong there.
function rethrowAsOutage(error: unknown): never {
  if (error instanceof APIError && error.statusCode >= 500)
    throw new DatabaseUnavailableError('looking up the session failed', { cause: error })
  throw error
}
