import 'server-only'
import { isOutage } from '../db/outage'
import { log } from '../log'
import { requestFacts } from '../request'
import { holdsCode } from '../tokens/code'
import { problemDetails, statusOfProblem } from './problem'
import type { Problem, ProblemCode } from './schema'

const RETRY_SECONDS = 5

export type AgentRefusal = {
  code: ProblemCode
  mistyped?: boolean
  detail?: string
  errors?: Problem['errors']
  retryAfterSeconds?: number
  allow?: string
}
export type AgentAnswer = { status: 200 | 201; body: object } | AgentRefusal
export type AgentRequest = { requestId: string; ip: string; bearer: string | undefined }

const CODE_ELSEWHERE =
  'Send the activation code in the Authorization header only: URLs and bodies end up in logs and histories. Treat the code that you sent there as leaked.'

/** The refusal of a code in a place where it would be kept, or `undefined`. */
export function misplacedCode(text: string, field: string): AgentRefusal | undefined {
  if (!holdsCode(text)) return undefined
  return { code: 'invalid_request', detail: CODE_ELSEWHERE, errors: [{ field, message: 'must not hold an activation code' }] }
}

/**
 * The frame of the agent API's handlers: reads the code from its header, and answers with JSON or with problem
 * details. Whatever throws is an outage (503, to be tried again) or a bug (500).
 */
export async function answerAgent(request: Request, work: (request: AgentRequest) => Promise<AgentAnswer>): Promise<Response> {
  const { requestId, ip } = await requestFacts()
  try {
    const bearer = /^Bearer +([^\s]{1,256})$/i.exec(request.headers.get('authorization') ?? '')?.[1]
    const misplaced = misplacedCode(decoded(request.url), 'url')
    const answer = misplaced ?? (await work({ requestId, ip, bearer }))
    if ('body' in answer)
      return Response.json({ requestId, ...answer.body }, { status: answer.status, headers: { 'Cache-Control': 'no-store' } })
    return problem(answer, requestId)
  } catch (error) {
    log.error({ requestId, err: error }, 'a handler failed')
    return problem(isOutage(error) ? { code: 'unavailable', retryAfterSeconds: RETRY_SECONDS } : { code: 'internal_error' }, requestId)
  }
}

/** Handler for the methods that a route does not have. */
export function methodNotAllowed(allow: string): (request: Request) => Promise<Response> {
  return (request) => answerAgent(request, async () => ({ code: 'method_not_allowed', allow }))
}

function problem({ code, mistyped, detail, errors, retryAfterSeconds, allow }: AgentRefusal, requestId: string): Response {
  const body = problemDetails(code, requestId, { ...(detail && { detail }), ...(errors && { errors }) })
  if (mistyped) body.detail = `The code looks mistyped. ${body.detail}`
  const headers = new Headers({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
  if (code === 'unknown_code') headers.set('WWW-Authenticate', 'Bearer')
  if (retryAfterSeconds) headers.set('Retry-After', String(retryAfterSeconds))
  if (allow) headers.set('Allow', allow)
  return new Response(JSON.stringify(body), { status: statusOfProblem(code), headers })
}

/** An address with its percent signs resolved as well: up to three times, for those who encode what is encoded. */
function decoded(url: string, times = 3): string {
  try {
    const once = decodeURIComponent(url)
    return once === url || times === 0 ? url : url + decoded(once, times - 1)
  } catch {
    return url
  }
}
