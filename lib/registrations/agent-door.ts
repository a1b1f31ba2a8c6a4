import 'server-only'
import { isOutage } from '../db/outage'
import { log } from '../log'
import { requestFacts } from '../request'
import { codesIn } from '../tokens/code'
import { problemDetails, statusOfProblem } from './problem'
import type { Problem, ProblemCode } from './schema'
import { countFailure } from './throttle'

const RETRY_SECONDS = 5

export type AgentRefusal = { code: ProblemCode; mistyped?: boolean; detail?: string; errors?: Problem['errors'] }
export type AgentAnswer = { status: 200 | 201; body: object } | AgentRefusal
export type AgentRequest = { requestId: string; ip: string; bearer: string | undefined }

const CODE_ELSEWHERE =
  'Send the activation code in the Authorization header only: URLs and bodies end up in logs and histories. Treat the code that you sent there as leaked.'

/** The refusal of a code in a place where it would be kept, or `undefined`. */
export function misplacedCode(text: string, field: string): AgentRefusal | undefined {
  if (codesIn(text).length === 0) return undefined
  return { code: 'invalid_request', detail: CODE_ELSEWHERE, errors: [{ field, message: 'must not hold an activation code' }] }
}

/**
 * The frame of the agent API's handlers: reads the code from its header, counts what fails, and answers with JSON or
 * with problem details. Whatever throws is an outage (503, to be tried again) or a bug (500).
 */
export async function answerAgent(request: Request, work: (request: AgentRequest) => Promise<AgentAnswer>): Promise<Response> {
  const { requestId, ip } = await requestFacts()
  try {
    const bearer = /^Bearer +([^\s]{1,256})$/i.exec(request.headers.get('authorization') ?? '')?.[1]
    const misplaced = misplacedCode(decodeURIComponentSafely(new URL(request.url).search), 'url')
    const answer = misplaced ?? (await work({ requestId, ip, bearer }))
    if ('body' in answer)
      return Response.json({ requestId, ...answer.body }, { status: answer.status, headers: { 'Cache-Control': 'no-store' } })
    return await refuse(answer, requestId, ip)
  } catch (error) {
    log.error({ requestId, err: error }, 'a handler failed')
    return isOutage(error)
      ? problem({ code: 'unavailable' }, requestId, { 'Retry-After': String(RETRY_SECONDS) })
      : problem({ code: 'internal_error' }, requestId)
  }
}

/** Handlers for the methods that a route does not have. */
export function methodNotAllowed(allow: string): () => Promise<Response> {
  return async () => problem({ code: 'method_not_allowed' }, (await requestFacts()).requestId, { Allow: allow })
}

async function refuse(refusal: AgentRefusal, requestId: string, ip: string): Promise<Response> {
  const { code } = refusal
  const kind = code === 'unknown_code' ? 'unknown' : code.startsWith('code_') ? 'refused' : undefined
  const wait = kind && (await countFailure(kind, ip))
  if (wait) return problem({ code: 'too_many_requests' }, requestId, { 'Retry-After': String(wait) })
  return problem(refusal, requestId, code === 'unknown_code' ? { 'WWW-Authenticate': 'Bearer' } : {})
}

function problem({ code, mistyped, detail, errors }: AgentRefusal, requestId: string, headers: Record<string, string> = {}): Response {
  const usual = problemDetails(code, requestId)
  const body = {
    ...usual,
    detail: detail ?? (mistyped ? `The code looks mistyped. ${usual.detail}` : usual.detail),
    ...(errors && { errors }),
  }
  return new Response(JSON.stringify(body), {
    status: statusOfProblem(code),
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers },
  })
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
