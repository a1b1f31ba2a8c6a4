import 'server-only'
import type { ActionError } from '@/lib/answer.shared'
import { isOutage } from '@/lib/db/errors/outage'
import { parseJson } from '@/lib/http/parse-json'
import { retryAfter } from '@/lib/http/retry'
import { log } from '@/lib/log'
import type { Throttled } from '@/lib/throttle/attempts'
import { requestFacts } from './facts'
import { readBoundedText } from './read-bounded-text'

const MAX_BYTES = 16_384

type VisitorError =
  | Exclude<ActionError, { reason: 'signed_out' | 'forbidden' }>
  | Throttled
  | { ok: false; reason: 'wrong_credentials' | 'wrong_token' | 'set_up_already' }
export type VisitorResult = { ok: true; cookies: string[] } | VisitorError

const STATUS: Record<VisitorError['reason'], number> = {
  invalid: 422,
  wrong_credentials: 401,
  wrong_token: 403,
  set_up_already: 409,
  throttled: 429,
  internal: 500,
}

/**
 * The frame of the handlers for visitors without a session: takes a small JSON body, answers with a
 * status and JSON. Only JSON is taken, which a form of another site can't send.
 */
export async function handlePublicPost(
  request: Request,
  work: (fields: unknown, ip: string) => Promise<VisitorResult>,
): Promise<Response> {
  const { requestId, ip } = await requestFacts()
  const answer = (status: number, body: VisitorError | { ok: true }, headers: HeadersInit = {}) =>
    Response.json(body, {
      status,
      headers: new Headers([['Cache-Control', 'no-store'], ...new Headers(headers)]),
    })
  const unreadable = (status: number, form: string) =>
    answer(status, { ok: false, reason: 'invalid', fieldErrors: { form } })

  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    return unreadable(415, 'Send JSON, with Content-Type: application/json.')
  try {
    const body = await readBoundedText(request, MAX_BYTES)
    if (!body.ok && body.reason === 'too_large')
      return unreadable(413, `Send at most ${MAX_BYTES} bytes.`)
    const fields = body.ok ? parseJson(body.text) : undefined
    if (fields === undefined) return unreadable(400, 'The body is not JSON.')
    const result = await work(fields, ip)
    if (result.ok)
      return answer(
        200,
        { ok: true },
        result.cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]),
      )
    return answer(
      STATUS[result.reason],
      result,
      result.reason === 'throttled' ? retryAfter(result.retryAfterSeconds) : {},
    )
  } catch (error) {
    log.error({ requestId, err: error }, 'a handler failed')
    const outage = isOutage(error)
    return answer(
      outage ? 503 : 500,
      { ok: false, reason: 'internal', requestId },
      outage ? retryAfter() : {},
    )
  }
}
