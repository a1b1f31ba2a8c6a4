import type { FastifyInstance } from 'fastify'
import { condition } from '@/lib/db/errors/condition'
import { retryAfter } from '@/lib/http/retry'
import { showPresence } from '@/lib/instances/presence'
import { log } from '@/lib/log'
import { factsOf } from './edge/admission'
import { sendJson } from './edge/send-json'
import type { Handler } from './pages/page-handler'
import type { Stopping } from './stop'

/**
 * Health, for those who watch and balance. `live`: the process answers. `ready`: it also reads and
 * writes its database, and was not told to stop; and no disk is full, no file damaged.
 */
export async function healthRoute(
  app: FastifyInstance,
  { stopping }: { stopping: Stopping },
): Promise<void> {
  const ready: Handler = async (request, reply) => {
    reply.header('Cache-Control', 'no-store')
    const away = (status: string) => sendJson(reply.headers(retryAfter()), 503, { status })
    if (stopping.hasBegun) return away('stopping')
    const wrong = condition()
    if (wrong) return away(wrong)
    try {
      await showPresence()
      return sendJson(reply, 200, { status: 'ok' })
    } catch (error) {
      log.warn({ requestId: factsOf(request).requestId, err: error }, 'the database is away')
      return away('unavailable')
    }
  }
  app.get('/api/health/ready', ready)
  app.get('/api/health', ready)
  app.get('/api/health/live', async (_request, reply) =>
    sendJson(reply.header('Cache-Control', 'no-store'), 200, { status: 'ok' }),
  )
}
