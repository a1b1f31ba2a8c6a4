import 'server-only'
import { APIError } from 'better-auth/api'
import { LRUCache } from 'lru-cache'
import { type Actor, authenticatedActor } from '@/lib/actors/actor'
import { parseRole } from '@/lib/actors/permissions.shared'
import { db } from '@/lib/db/client'
import { DatabaseUnavailableError } from '@/lib/db/errors/outage'
import { auth, sessionCookieName } from './library'

/** Who is signed in, and with which session. */
export type Session = { actor: Actor; sessionId: string }

/**
 * Who asks, by the session cookie among a request's headers; `undefined` when nobody is signed in.
 * @param ip the client's address, for what the actor does
 */
export async function findSession(headers: Headers, ip: string): Promise<Session | undefined> {
  const found = await auth().api.getSession({ headers }).catch(rethrowAsOutage)
  if (!found) return undefined
  const { id, name, role } = found.user
  return {
    actor: authenticatedActor({ id, name, role: parseRole(role), ip }),
    sessionId: found.session.id,
  }
}

/**
 * For so long an open page that asks for changes is believed to be of somebody who is signed in.
 */
const BELIEVED_MILLISECONDS = 10_000
const believed = new LRUCache<string, true>({ max: 10_000, ttl: BELIEVED_MILLISECONDS })

/**
 * Whether a request comes from somebody who is signed in, or was within the last ten seconds: for
 * what tells nothing of anybody. One look-up at most.
 * @param cookies the header of the request
 */
export async function isSignedIn(cookies: string): Promise<boolean> {
  const name = await sessionCookieName()
  const cookie = cookies.split(/; */).find((one) => one.startsWith(`${name}=`))
  // The library puts a signature behind the token; the token alone can't be guessed.
  const [token] = (cookie?.slice(name.length + 1) ?? '').split('.')
  if (token && believed.has(token)) return true
  const session = token
    ? await db.session.findUnique({ where: { token }, select: { expiresAt: true } })
    : null
  const isThere = session !== null && session.expiresAt > new Date()
  if (token && isThere) believed.set(token, true)
  return isThere
}

// Looking up a session does nothing but ask the database, and the library hides what went wrong
// there.
function rethrowAsOutage(error: unknown): never {
  if (error instanceof APIError && error.statusCode >= 500)
    throw new DatabaseUnavailableError('looking up the session failed', { cause: error })
  throw error
}
