import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { findAnySession, type Session } from '@/lib/auth/sessions/find-session'
import { requestFacts } from './facts'

/**
 * Who asks, by the session cookie, also somebody who must set up a second factor first. Asks the
 * database once a page.
 */
export const anySession = cache(async (): Promise<Session | undefined> => {
  const { ip, isUse } = await requestFacts()
  return findAnySession(await headers(), ip, isUse)
})

/**
 * Who asks; `undefined` when nobody is signed in, or they must set up a second factor first.
 */
export async function currentSession(): Promise<Session | undefined> {
  const session = await anySession()
  return session?.mustEnrol ? undefined : session
}

/** Where somebody goes who is not signed in, or must set up a second factor first. */
async function gate(address: string): Promise<never> {
  const { path } = await requestFacts()
  redirect(`${address}?next=${encodeURIComponent(path)}`)
}

/**
 * The gate of every page: who is not signed in goes to sign-in, and returns to this page
 * afterwards.
 */
export async function requireSession(): Promise<Session> {
  const session = await anySession()
  if (!session) return gate('/sign-in')
  return session.mustEnrol ? gate('/second-factor') : session
}
