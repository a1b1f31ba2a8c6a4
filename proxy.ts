import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { isHttps } from './lib/env'
import {
  contentSecurityPolicy,
  SECURITY_HEADERS,
  STRICT_TRANSPORT_SECURITY,
} from './lib/http/security-headers'
import { codePattern } from './lib/text/code-pattern.shared'

/**
 * Gives every page and handler its security headers, and tells the gates which path was asked for.
 */
export function proxy(request: NextRequest) {
  const clean = withoutCodes(request)
  if (clean) return NextResponse.redirect(clean)
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')

  const search = new URLSearchParams(request.nextUrl.search)
  search.delete('_rsc')
  const query = search.size > 0 ? `?${search}` : ''

  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  headers.set('x-request-path', request.nextUrl.pathname + query)

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  for (const [name, value] of SECURITY_HEADERS) response.headers.set(name, value)
  if (isHttps()) response.headers.set('Strict-Transport-Security', STRICT_TRANSPORT_SECURITY)
  return response
}

/**
 * The address without the parameters that hold an activation code, where there are some, or the
 * list of codes in place of a path that holds one: a code must not stay in an address.
 */
function withoutCodes({ method, nextUrl }: NextRequest): URL | undefined {
  if (method !== 'GET' || nextUrl.pathname.startsWith('/api/')) return undefined
  const leaked = [...nextUrl.searchParams].filter(
    ([name, value]) => codePattern.test(name) || codePattern.test(value),
  )
  const isInPath = nextUrl.pathname.split('/').some((part) => codePattern.test(part))
  if (leaked.length === 0 && !isInPath) return undefined
  const url = nextUrl.clone()
  if (isInPath) url.pathname = '/tokens'
  for (const [name] of leaked) url.searchParams.delete(name)
  url.searchParams.set('leaked', '1')
  return url
}

export const config = { matcher: ['/((?!_next/static/).*)'] }
