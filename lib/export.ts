import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { Actor } from './auth/actor'
import { currentVisit } from './auth/gates'
import { isOutage } from './db/outage'
import { log } from './log'
import { requestFacts } from './request'

const RETRY_SECONDS = 5

export type ExportFile = { name: string; type: string; head: string; pages: AsyncGenerator<string> }

function refusal(status: number, message: string, headers: HeadersInit = {}): Response {
  return Response.json({ message }, { status, headers: { 'Cache-Control': 'no-store', ...headers } })
}

/**
 * The frame of the handlers that export: only for those who are signed in. The file is read and sent page by page, as fast
 * as the client takes it, so its size does not matter. A failure on the way breaks the download, so that half a file is
 * never taken for a whole one.
 */
export async function answerExport(make: (actor: Actor) => ExportFile): Promise<Response> {
  const { requestId } = await requestFacts()
  try {
    const visit = await currentVisit()
    if (!visit) return refusal(401, 'Sign in first.')
    const { name, type, head, pages } = make(visit.actor)
    const encoder = new TextEncoder()
    const first = await pages.next()
    let waiting: IteratorResult<string> | undefined = first
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(head)),
      async pull(controller) {
        try {
          const { done, value } = waiting ?? (await pages.next())
          waiting = undefined
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          log.error({ requestId, err: error }, 'an export broke off')
          controller.error(error)
        }
      },
    })
    const headers = { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'no-store' }
    return new Response(body, { headers })
  } catch (error) {
    unstable_rethrow(error)
    log.error({ requestId, err: error }, 'an export failed')
    if (isOutage(error)) return refusal(503, 'The console can not reach its database.', { 'Retry-After': String(RETRY_SECONDS) })
    return refusal(500, `An error occurred while processing your request. Request ID: ${requestId}`)
  }
}
