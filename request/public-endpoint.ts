import 'server-only'
import type { Visitor } from '@/lib/auth/sessions/begin-session'
import { isOutage } from '@/lib/db/errors/outage'
import { parseJson } from '@/lib/http/parse-json'
import { retryAfter } from '@/lib/http/retry'
import { log } from '@/lib/log'
import { requestFacts } from './facts'
import { readBoundedText } from './read-bounded-text'

const MAX_BYTES = 16_384

/** Why visitors are refused, and with which status. */
const STATUS = {
  invalid: 422,
  wrong_credentials: 401,
  second_factor: 401,
  wrong_code: 401,
  wrong_passkey: 401,
  wrong_password: 401,
  wrong_token: 403,
  deactivated: 403,
  passwords_off: 403,
  signed_out: 401,
  set_up_already: 409,
  too_late: 410,
  link_over: 410,
  provider_away: 502,
  throttled: 429,
  internal: 500,
} as const

type VisitorError = { ok: false; reason: keyof typeof STATUS; retryAfterSeconds?: number }

/** What a handler answers; `cookies` are set, everything else is the body. */
export type VisitorResult = { ok: true; cookies?: string[] } | VisitorError

/**
 * The frame of the handlers for visitors without a session: takes a small JSON body, answers with a
 * status and JSON. Only JSON is taken, which a form of another site can't send.
 */
export async function handlePublicPost(
  request: Request,
  work: (fields: unknown, visitor: Visitor) => Promise<VisitorResult>,
): Promise<Response> {
  const { requestId, ip } = await requestFacts()
  const answer = (status: number, body: object, headers: HeadersInit = {}) =>
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
    const result = await work(fields, { ip, headers: request.headers })
    if (!result.ok)
      return answer(
        STATUS[result.reason],
        result,
        result.retryAfterSeconds === undefined ? {} : retryAfter(result.retryAfterSeconds),
      )
    const { cookies = [], ...told } = result
    return answer(
      200,
      told,
      cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]),
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
