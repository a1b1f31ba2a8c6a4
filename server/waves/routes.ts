import type { FastifyInstance, FastifyReply } from 'fastify'
import { isAllowed } from '@/lib/actors/actor'
import { findSession } from '@/lib/auth/sessions/find-session'
import { isOutage } from '@/lib/db/errors/outage'
import { parseJson } from '@/lib/http/parse-json'
import { retryAfter } from '@/lib/http/retry'
import { log } from '@/lib/log'
import { importHosts } from '@/lib/waves/hosts/import'
import { previewImport } from '@/lib/waves/hosts/preview'
import {
  fromWire,
  LIST_ADDRESS,
  type ListAnswer,
  MAX_LIST_BYTES,
  sentListSchema,
  type WireRow,
} from '@/lib/waves/hosts/wire.shared'
import { factsOf } from '../edge/admission'
import { RequestAborted } from '../edge/bounded-request'
import { readBody, readingHandler } from '../edge/read-body'
import { sendJson } from '../edge/send-json'

/** How pages put lists into waves: an action takes no body of that size. */
export async function waveRoutes(app: FastifyInstance): Promise<void> {
  app.post(
    LIST_ADDRESS,
    readingHandler(async (request, reply) => {
      const { requestId, ip } = factsOf(request)
      reply.header('Cache-Control', 'no-store')
      const { raw } = request
      try {
        const session = await findSession(new Headers({ cookie: raw.headers.cookie ?? '' }), ip)
        if (!session) return answer(reply, 401, { ok: false, reason: 'signed_out' })
        const { actor } = session
        if (!isAllowed(actor, 'waves.write'))
          return answer(reply, 403, { ok: false, reason: 'forbidden' })
        // A form of another site can't send this type, and its scripts may not.
        if (!/^application\/json\b/i.test(raw.headers['content-type'] ?? ''))
          return answer(reply, 415, refused('Send JSON.'))
        const body = await readBody(raw, MAX_LIST_BYTES)
        if (!body) return answer(reply, 413, refused('The list is too large.'))
        const sent = sentListSchema.safeParse(parseJson(body.toString('utf8')))
        if (!sent.success) return answer(reply, 400, refused(sent.error.issues[0]?.message))
        const { wave, apply } = sent.data
        const rows = (sent.data.rows as WireRow[]).map(fromWire)
        if (!apply)
          return answer(reply, 200, { ok: true, ...(await previewImport(actor, wave, rows)) })
        return answer(reply, 200, await importHosts(actor, wave ?? '', rows))
      } catch (error) {
        if (error instanceof RequestAborted) throw error
        log.error({ requestId, err: error }, 'a list could not be put in')
        if (isOutage(error)) reply.headers(retryAfter())
        return answer(reply, isOutage(error) ? 503 : 500, {
          ok: false,
          reason: 'internal',
          requestId,
        })
      }
    }),
  )
}

const refused = (message = 'The list can not be read.') =>
  ({ ok: false, reason: 'unreadable', message }) as const

function answer(reply: FastifyReply, status: number, body: ListAnswer) {
  return sendJson(reply, status, body)
}
