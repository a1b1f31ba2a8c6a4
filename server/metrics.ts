import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, register } from 'prom-client'
import { env } from '@/lib/env'
import { sendJson } from './send-json'
import { sha256 } from './smc-api/signature'

/** What the console counts, in the text format of Prometheus: for who sends `METRICS_TOKEN`, and not at all where none is set. */
export async function metricsRoute(app: FastifyInstance): Promise<void> {
  const { METRICS_TOKEN } = env()
  if (!METRICS_TOKEN) return
  collectDefaultMetrics()
  app.get('/metrics', async (request, reply) => {
    reply.header('Cache-Control', 'no-store')
    const given = /^Bearer +(\S+)$/i.exec(request.raw.headers.authorization ?? '')?.[1] ?? ''
    if (!isSame(given, METRICS_TOKEN)) {
      return sendJson(reply.header('WWW-Authenticate', 'Bearer'), 401, { message: 'Send METRICS_TOKEN as a bearer token.' })
    }
    return reply.type(register.contentType).send(await register.metrics())
  })
}

/** Compares two secrets in a time that tells nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)))
}
