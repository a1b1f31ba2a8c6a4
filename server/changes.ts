import type { FastifyInstance } from 'fastify'
import { latestChange } from '@/lib/audit/latest-change'
import { isSignedIn } from '@/lib/auth/sessions/find-session'
import { log } from '@/lib/log'
import { factsOf } from './edge/admission'
import { sendJson } from './edge/send-json'

/** What open pages ask every few seconds: whether anything has changed since they were made. */
export async function changesRoute(app: FastifyInstance): Promise<void> {
  app.get('/api/changes', async (request, reply) => {
    reply.header('Cache-Control', 'no-store')
    try {
      if (!(await isSignedIn(request.raw.headers.cookie ?? '')))
        return sendJson(reply, 401, { message: 'Sign in first.' })
      return sendJson(reply, 200, { latest: await latestChange() })
    } catch (error) {
      log.warn(
        { requestId: factsOf(request).requestId, err: error },
        'whether anything has changed could not be told',
      )
      return sendJson(reply, 503, { message: "The console can't reach its database." })
    }
  })
}
