import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { findVisit, type Visit } from '@/lib/auth/visits'
import { requestFacts } from './facts'

/**
 * Who asks, by the session cookie; `undefined` when nobody is signed in. Asks the database once a
 * page.
 */
export const currentVisit = cache(async (): Promise<Visit | undefined> => {
  const { ip } = await requestFacts()
  return findVisit(await headers(), ip)
})

/**
 * The gate of every page: who is not signed in goes to sign-in, and returns to this page
 * afterwards.
 */
export async function requireVisit(): Promise<Visit> {
  const visit = await currentVisit()
  if (visit) return visit
  const { path } = await requestFacts()
  redirect(`/sign-in?next=${encodeURIComponent(path)}`)
}
