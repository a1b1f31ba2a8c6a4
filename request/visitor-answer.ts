import 'server-only'
import type { Refused } from '@/lib/answer'
import type { Throttled } from '@/lib/auth/throttle'
import { isOutage, RETRY_SECONDS } from '@/lib/db/outage'
import { log } from '@/lib/log'
import { requestFacts } from './facts'
import { readBoundedText } from './read-bounded-text'

const MAX_BYTES = 16_384

type DoorRefusal =
  | Exclude<Refused, { reason: 'signed_out' | 'forbidden' }>
  | Throttled
  | { ok: false; reason: 'wrong_credentials' | 'wrong_token' | 'set_up_already' }
export type DoorResult = { ok: true; cookies: string[] } | DoorRefusal

const STATUS: Record<DoorRefusal['reason'], number> = {
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
export async function openDoor(
  request: Request,
  work: (fields: unknown, ip: string) => Promise<DoorResult>,
): Promise<Response> {
  const { requestId, ip } = await requestFacts()
  const answer = (status: number, body: DoorRefusal | { ok: true }, headers: HeadersInit = {}) =>
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
      result.reason === 'throttled' ? { 'Retry-After': String(result.retryAfterSeconds) } : {},
    )
  } catch (error) {
    log.error({ requestId, err: error }, 'a handler failed')
    const outage = isOutage(error)
    return answer(
      outage ? 503 : 500,
      { ok: false, reason: 'internal', requestId },
      outage ? { 'Retry-After': String(RETRY_SECONDS) } : {},
    )
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
