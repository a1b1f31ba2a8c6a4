import type { FastifyReply, FastifyRequest } from 'fastify'
import { isHttps } from '@/lib/env'
import { SECURITY_HEADERS, STRICT_TRANSPORT_SECURITY } from '@/lib/security-headers'

/** What is answered to programs is no page: a browser that opens it runs and loads nothing. */
const NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'"

/** Headers of every answer to a program; pages get theirs from proxy.ts. */
export async function securityHeaders(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.headers(Object.fromEntries(SECURITY_HEADERS)).header('Content-Security-Policy', NOTHING_RUNS)
  if (isHttps()) reply.header('Strict-Transport-Security', STRICT_TRANSPORT_SECURITY)
}
