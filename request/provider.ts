import 'server-only'
import { cookies } from 'next/headers'
import { CHALLENGE_MINUTES } from '@/lib/auth/challenges'
import type { ProviderProblem } from '@/lib/auth/provider/problem.shared'
import { HOME } from '@/lib/auth/return-path.shared'
import { isHttps } from '@/lib/env'
import { ownOrigin } from './facts'

const PATH = '/api/auth/oidc'

/**
 * Binds a sign-in that is away at the provider to the browser that began it: a cookie for each, so
 * that two tabs don't disturb each other.
 */
const cookieOf = (state: string) =>
  `activation-console-away-${state.replace(/[^\w-]/g, '').slice(0, 16)}`

const attributes = (seconds: number) =>
  [
    `Path=${PATH}`,
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(isHttps() ? ['Secure'] : []),
  ].join('; ')

type Away = { url: string; token: string; state: string }

/** The cookie that a browser brings back from the provider. */
export const awayCookie = ({ token, state }: Away) =>
  `${cookieOf(state)}=${token}; ${attributes(CHALLENGE_MINUTES * 60)}`

/** Sends a browser to the provider, with what it must bring back. */
export function keepAway(away: Away): Response {
  const headers = {
    Location: away.url,
    'Set-Cookie': awayCookie(away),
    'Cache-Control': 'no-store',
  }
  return new Response(null, { status: 303, headers })
}

/** The cookie that forgets it. */
export const forgetAway = (state: string) => `${cookieOf(state)}=; ${attributes(0)}`

/** What a browser has brought back. */
export async function tokenOfAway(state: string): Promise<string> {
  return (await cookies()).get(cookieOf(state))?.value ?? ''
}

/** Leads to sign-in, which says what went wrong. */
export async function backToSignIn(
  problem: ProviderProblem,
  next: string,
  state = '',
): Promise<Response> {
  const parameters = new URLSearchParams({ problem, ...(next !== HOME && { next }) })
  const headers = {
    Location: `${await ownOrigin()}/sign-in?${parameters}`,
    'Set-Cookie': forgetAway(state),
    'Cache-Control': 'no-store',
  }
  return new Response(null, { status: 303, headers })
}
