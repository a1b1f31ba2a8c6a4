import 'server-only'
import { cookies } from 'next/headers'
import { CHALLENGE_MINUTES } from '@/lib/auth/challenges'
import type { ProviderProblem } from '@/lib/auth/provider/problem.shared'
import { HOME } from '@/lib/auth/return-path.shared'
import { isHttps } from '@/lib/env'
import { ownOrigin } from './facts'

/** Binds a sign-in that is away at the provider to the browser that began it. */
const COOKIE = 'activation-console-away'
const PATH = '/api/auth/oidc'

const attributes = (seconds: number) =>
  [
    `Path=${PATH}`,
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(isHttps() ? ['Secure'] : []),
  ].join('; ')

/** The cookie that a browser brings back from the provider. */
export const awayCookie = (token: string) =>
  `${COOKIE}=${token}; ${attributes(CHALLENGE_MINUTES * 60)}`

/** Sends a browser to the provider, with what it must bring back. */
export function keepAway(url: string, token: string): Response {
  const headers = {
    Location: url,
    'Set-Cookie': awayCookie(token),
    'Cache-Control': 'no-store',
  }
  return new Response(null, { status: 303, headers })
}

/** The cookie that forgets it. */
export const forgetAway = () => `${COOKIE}=; ${attributes(0)}`

/** What a browser has brought back. */
export async function tokenOfAway(): Promise<string> {
  return (await cookies()).get(COOKIE)?.value ?? ''
}

/** Leads to sign-in, which says what went wrong. */
export async function backToSignIn(problem: ProviderProblem, next: string): Promise<Response> {
  const parameters = new URLSearchParams({ problem, ...(next !== HOME && { next }) })
  const headers = {
    Location: `${await ownOrigin()}/sign-in?${parameters}`,
    'Set-Cookie': forgetAway(),
    'Cache-Control': 'no-store',
  }
  return new Response(null, { status: 303, headers })
}
