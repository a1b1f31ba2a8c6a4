import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Actor } from '@/lib/actors/actor'
import { findSession } from '@/lib/auth/sessions/find-session'
import { isOutage } from '@/lib/db/errors/outage'
import type { ExportFile } from '@/lib/http/export-file'
import { retryAfter } from '@/lib/http/retry'
import { log } from '@/lib/log'
import { factsOf, splitAddress } from '../edge/admission'
import { sendJson } from '../edge/send-json'
import type { Handler } from '../pages/page-handler'
import { spool } from './spool'

type Parameters = Record<string, string>

/**
 * One kind of export: the page that shows what is exported, what of its filters can't be read, and
 * how it is made.
 */
type Export = {
  list: string
  unread: (parameters: Parameters) => string[]
  make: (actor: Actor, parameters: Parameters) => ExportFile | Promise<ExportFile>
}

/**
 * The frame of exports: only for those who are signed in. The file is read and sent page by page,
 * as fast as the client takes it, so its size does not matter. A failure on the way breaks the
 * download, so that half a file is never taken for a whole one.
 */
export function exportHandler({ list, unread, make }: Export): Handler {
  return async (request, reply) => {
    const { requestId, ip } = factsOf(request)
    const [, query] = splitAddress(request.raw.url)
    const isPerson = request.raw.headers.accept?.includes('text/html') === true
    reply.header('Cache-Control', 'no-store')
    try {
      const session = await findSession(
        new Headers({ cookie: request.raw.headers.cookie ?? '' }),
        ip,
      )
      if (!session) {
        if (isPerson)
          return reply.redirect(`/sign-in?next=${encodeURIComponent(`${list}?${query}`)}`, 303)
        return sendJson(reply, 401, { message: 'Sign in first.' })
      }
      const parameters = Object.fromEntries(new URLSearchParams(query))
      const [first] = unread(parameters)
      if (first) {
        const message = `The filter "${first}" can't be read. Nothing was exported.`
        return isPerson ? sendPage(reply, 400, message, list) : sendJson(reply, 400, { message })
      }
      const { name, type, head, pages } = await make(session.actor, parameters)
      reply.type(type).header('Content-Disposition', `attachment; filename="${name}"`)
      if (request.method === 'HEAD') return reply.send()
      // Read before anything is promised: a database that is away is still said with its status.
      const beginning = await pages.next()
      const parts = partsOf(head, beginning, pages, requestId)
      if (request.raw.httpVersion !== '1.0') return reply.send(Readable.from(parts))
      const { body, length } = await spool(parts)
      return reply.header('Content-Length', length).send(body)
    } catch (error) {
      log.error({ requestId, err: error }, 'an export failed')
      reply.removeHeader('Content-Disposition')
      const isAway = isOutage(error)
      const message = isAway
        ? "The console can't reach its database."
        : `An error occurred while processing your request. Request ID: ${requestId}`
      if (isAway) reply.headers(retryAfter())
      const status = isAway ? 503 : 500
      return isPerson
        ? sendPage(reply, status, message, `${list}?${query}`)
        : sendJson(reply, status, { message })
    }
  }
}

/**
 * A page for whoever clicked: nothing of it comes from outside but the address, which is encoded.
 */
function sendPage(
  reply: FastifyReply,
  status: number,
  message: string,
  back: string,
): FastifyReply {
  const href = encodeURI(decodeURI(back)).replaceAll('&', '&amp;').replaceAll("'", '%27')
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(
      '<!doctype html><html lang="en"><title>Not exported</title><h1>Nothing was ' +
        `exported</h1><p>${message}</p><p><a href="${href}">Back to the list</a></p></html>`,
    )
}

async function* partsOf(
  head: string,
  first: IteratorResult<string>,
  rest: AsyncGenerator<string>,
  requestId: string,
) {
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
