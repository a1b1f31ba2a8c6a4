import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { exportEvents } from '@/lib/audit/export'
import { parseEventFilter } from '@/lib/audit/schema'
import type { Actor } from '@/lib/auth/actor'
import { findVisit } from '@/lib/auth/visits'
import { isOutage, RETRY_SECONDS } from '@/lib/db/outage'
import type { ExportFile } from '@/lib/export'
import { log } from '@/lib/log'
import { exportTokens } from '@/lib/tokens/export'
import { parseTokenListQuery } from '@/lib/tokens/list-query'
import { factsOf, splitAddress } from './admission'
import type { Handler } from './pages'
import { sendJson } from './send-json'

type Parameters = Record<string, string>

/** The files that people download: what a list shows, as CSV, and the audit as CSV or JSON Lines. */
export async function exportRoutes(app: FastifyInstance): Promise<void> {
  app.get(
    '/api/export/tokens',
    exportHandler((actor, parameters) => exportTokens(actor, parseTokenListQuery(parameters))),
  )
  app.get(
    '/api/export/audit',
    exportHandler((actor, parameters) =>
      exportEvents(actor, parseEventFilter(parameters), parameters.format === 'jsonl' ? 'jsonl' : 'csv'),
    ),
  )
}

/**
 * The frame of exports: only for those who are signed in. The file is read and sent page by page, as fast as the client
 * takes it, so its size does not matter. A failure on the way breaks the download, so that half a file is never taken for
 * a whole one.
 */
function exportHandler(make: (actor: Actor, parameters: Parameters) => ExportFile): Handler {
  return async (request, reply) => {
    const { requestId, ip } = factsOf(request)
    reply.header('Cache-Control', 'no-store')
    try {
      const visit = await findVisit(new Headers({ cookie: request.raw.headers.cookie ?? '' }), ip)
      if (!visit) return sendJson(reply, 401, { message: 'Sign in first.' })
      const [, query] = splitAddress(request.raw.url)
      const { name, type, head, pages } = make(visit.actor, Object.fromEntries(new URLSearchParams(query)))
      reply.type(type).header('Content-Disposition', `attachment; filename="${name}"`)
      if (request.method === 'HEAD') return reply.send()
      // Read before anything is promised: a database that is away is still said with its status.
      const first = await pages.next()
      const body = Readable.from(partsOf(head, first, pages, requestId))
      return reply.send(body)
    } catch (error) {
      log.error({ requestId, err: error }, 'an export failed')
      if (!isOutage(error)) {
        return sendJson(reply, 500, { message: `An error occurred while processing your request. Request ID: ${requestId}` })
      }
      return sendJson(reply.header('Retry-After', String(RETRY_SECONDS)), 503, { message: 'The console can not reach its database.' })
    }
  }
}

async function* partsOf(head: string, first: IteratorResult<string>, rest: AsyncGenerator<string>, requestId: string) {
  try {
    if (head !== '') yield head
    if (first.done) return
    yield first.value
    yield* rest
  } catch (error) {
    log.error({ requestId, err: error }, 'an export broke off')
    throw error
  }
}
