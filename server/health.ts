import type { FastifyInstance } from 'fastify'
import { db } from '@/lib/db/client'
import { log } from '@/lib/log'
import { factsOf } from './admission'

const RETRY_SECONDS = 5

/** Readiness: 200 when the database answers, 503 when it does not. */
export async function healthRoute(app: FastifyInstance): Promise<void> {
  app.get('/api/health', async (request, reply) => {
    reply.header('Cache-Control', 'no-store')
    try {
      await db.installation.count()
      return { status: 'ok' }
    } catch (error) {
      log.warn({ requestId: factsOf(request).requestId, err: error }, 'the database is away')
      return reply.code(503).header('Retry-After', String(RETRY_SECONDS)).send({ status: 'unavailable' })
    }
  })
}
