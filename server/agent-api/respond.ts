import { problemDetails, statusOfProblem } from '@/lib/agent-api/problems'
import type { Problem, ProblemCode } from '@/lib/agent-api/schema'
import { isOutage } from '@/lib/db/errors/outage'
import { RETRY_SECONDS, retryAfter } from '@/lib/http/retry'
import { log } from '@/lib/log'
import { holdsCode } from '@/lib/tokens/code'
import { factsOf } from '../edge/admission'
import { RequestAborted } from '../edge/bounded-request'
import { readingHandler } from '../edge/read-body'
import { sendJson } from '../edge/send-json'
import type { Handler } from '../pages/page-handler'

const NOT_KEPT = { 'Cache-Control': 'no-store' }

export type AgentError = {
  code: ProblemCode
  mistyped?: boolean
  detail?: string
  errors?: Problem['errors']
  retryAfterSeconds?: number
  allow?: string
}
export type AgentAnswer = { status: 200 | 201; body: object } | AgentError
export type AgentRequest = {
  ip: string
  bearer: string | undefined
  raw: Parameters<Handler>[0]['raw']
}

const CODE_ELSEWHERE =
  'Send the activation code in the Authorization header only: URLs and bodies end up in ' +
  'logs and histories. Treat the code that you sent there as leaked.'

/** The refusal of a code in a place where it would be kept, or `undefined`. */
export function misplacedCode(text: string, field: string): AgentError | undefined {
  if (!holdsCode(text)) return undefined
  return {
    code: 'invalid_request',
    detail: CODE_ELSEWHERE,
    errors: [{ field, message: 'must not hold an activation code' }],
  }
}

/**
 * The frame of the agent API's handlers: reads the code from its header, and answers with JSON or
 * with problem details. Whatever throws is an outage (503, to be tried again) or a bug (500).
 */
export function agentHandler(work: (request: AgentRequest) => Promise<AgentAnswer>): Handler {
  return readingHandler(async (request, reply) => {
    const { requestId, ip } = factsOf(request)
    const { raw } = request
    const { status, type, headers, body } = await answerOf(async () => {
      const bearer = /^Bearer +([^\s]{1,256})$/i.exec(raw.headers.authorization ?? '')?.[1]
      return misplacedCode(decoded(raw.url ?? ''), 'url') ?? (await work({ ip, bearer, raw }))
    }, requestId)
    return sendJson(reply.headers(headers), status, body, type)
  })
}

/** The handler of methods that an address does not have. */
export function methodNotAllowed(allow: string): Handler {
  return agentHandler(async () => ({ code: 'method_not_allowed', allow }))
}

type WireAnswer = { status: number; type?: string; headers: Record<string, string>; body: object }

async function answerOf(work: () => Promise<AgentAnswer>, requestId: string): Promise<WireAnswer> {
  try {
    const answer = await work()
    if (!('body' in answer)) {
      log.info(
        { requestId, reason: answer.code, ...(answer.mistyped && { mistyped: true }) },
        'refused',
      )
      return problem(answer, requestId)
    }
    return { status: answer.status, headers: NOT_KEPT, body: { requestId, ...answer.body } }
  } catch (error) {
    if (error instanceof RequestAborted) throw error
    log.error({ requestId, err: error }, 'a handler failed')
    return problem(
      isOutage(error)
        ? { code: 'unavailable', retryAfterSeconds: RETRY_SECONDS }
        : { code: 'internal_error' },
      requestId,
    )
  }
}

function problem(
  { code, mistyped, detail, errors, retryAfterSeconds, allow }: AgentError,
  requestId: string,
): WireAnswer {
  const body = problemDetails(code, requestId, {
    ...(detail && { detail }),
    ...(errors && { errors }),
  })
  if (mistyped) body.detail = `The code looks mistyped. ${body.detail}`
  const headers = {
    ...NOT_KEPT,
    ...(code === 'unknown_code' && { 'WWW-Authenticate': 'Bearer' }),
    ...(retryAfterSeconds && retryAfter(retryAfterSeconds)),
    ...(allow && { Allow: allow }),
  }
  return { status: statusOfProblem(code), type: 'application/problem+json', headers, body }
}

/**
 * An address with its percent signs resolved as well: up to three times, for those who encode what
 * is encoded.
 */
function decoded(url: string, times = 3): string {
  try {
    const once = decodeURIComponent(url)
    return once === url || times === 0 ? url : url + decoded(once, times - 1)
  } catch {
    return url
  }
}
