import 'server-only'
import { APIError } from 'better-auth/api'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { DatabaseUnavailableError } from '../db/outage'
import { requestFacts } from '../request'
import { type Actor, authenticatedActor } from './actor'
import { auth } from './auth'
import { parseRole } from './roles'

export type Visit = { actor: Actor; sessionId: string }

/** Who asks, by the session cookie; `undefined` when nobody is signed in. Asks the database once a page. */
export const currentVisit = cache(async (): Promise<Visit | undefined> => {
  const found = await auth()
    .api.getSession({ headers: await headers() })
    .catch(rethrowAsOutage)
  if (!found) return undefined
  const { ip } = await requestFacts()
  const { id, name, role } = found.user
  return { actor: authenticatedActor({ id, name, role: parseRole(role), ip }), sessionId: found.session.id }
})

// Looking up a session does nothing but ask the database, and the library hides what went wrong there.
function rethrowAsOutage(error: unknown): never {
  if (error instanceof APIError && error.statusCode >= 500)
    throw new DatabaseUnavailableError('looking up the session failed', { cause: error })
  throw error
}

/** The gate of every page: who is not signed in goes to sign-in, and returns to this page afterwards. */
export async function requireVisit(): Promise<Visit> {
  const visit = await currentVisit()
  if (visit) return visit
  const { path } = await requestFacts()
  redirect(`/sign-in?next=${encodeURIComponent(path)}`)
}
