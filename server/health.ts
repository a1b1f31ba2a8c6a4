import type { FastifyInstance } from 'fastify'
import { db } from '@/lib/db/client'
import { log } from '@/lib/log'
import { factsOf } from './admission'
import { sendJson } from './send-json'

const RETRY_SECONDS = 5

/** Readiness: 200 when the database answers, 503 when it does not. */
export async function healthRoute(app: FastifyInstance): Promise<void> {
  app.get('/api/health', async (request, reply) => {
    reply.header('Cache-Control', 'no-store')
    try {
      await db.installation.count()
      return sendJson(reply, 200, { status: 'ok' })
    } catch (error) {
      log.warn({ requestId: factsOf(request).requestId, err: error }, 'the database is away')
      return sendJson(reply.header('Retry-After', String(RETRY_SECONDS)), 503, { status: 'unavailable' })
    }
  })
}
