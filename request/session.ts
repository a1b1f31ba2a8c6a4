import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { findSession, type Session } from '@/lib/auth/sessions/find-session'
import { requestFacts } from './facts'

/**
 * Who asks, by the session cookie; `undefined` when nobody is signed in. Asks the database once a
 * page.
 */
export const currentSession = cache(async (): Promise<Session | undefined> => {
  const { ip } = await requestFacts()
  return findSession(await headers(), ip)
})

/**
 * The gate of every page: who is not signed in goes to sign-in, and returns to this page
 * afterwards.
 */
export async function requireSession(): Promise<Session> {
  const session = await currentSession()
  if (session) return session
  const { path } = await requestFacts()
  redirect(`/sign-in?next=${encodeURIComponent(path)}`)
}
