import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { isHttps } from './lib/env'
import { contentSecurityPolicy, SECURITY_HEADERS, STRICT_TRANSPORT_SECURITY } from './lib/security-headers'

/** Gives every page and handler its security headers, and tells the gates which path was asked for. */
export function proxy(request: NextRequest) {
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

export const config = { matcher: ['/((?!_next/static|_next/image).*)'] }
