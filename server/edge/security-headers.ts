import type { FastifyReply, FastifyRequest } from 'fastify'
import { isHttps } from '@/lib/env'
import { SECURITY_HEADERS, STRICT_TRANSPORT_SECURITY } from '@/lib/http/security-headers'

/** What is answered to programs is no page: a browser that opens it runs and loads nothing. */
const NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'"

const HEADERS = {
  ...Object.fromEntries(SECURITY_HEADERS),
  'Content-Security-Policy': NOTHING_RUNS,
  ...(isHttps() && { 'Strict-Transport-Security': STRICT_TRANSPORT_SECURITY }),
}

/** Gives every answer to a program its headers; pages get theirs from proxy.ts. */
export function securityHeaders(
  _request: FastifyRequest,
  reply: FastifyReply,
  done: () => void,
): void {
  reply.headers(HEADERS)
  done()
}
