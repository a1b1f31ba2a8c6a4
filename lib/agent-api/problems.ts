import { INTERNAL_ERROR_TEXT } from '../answer.shared'
import type { Problem, ProblemCode } from './schema'

type Meaning = { status: number; title: string; detail: string }

/** What each problem of the agent API means, and what to do about it. */
const MEANINGS: Record<ProblemCode, Meaning> = {
  unknown_code: {
    status: 401,
    title: 'Unknown activation code',
    detail:
      'Send a valid activation code as "Authorization: Bearer <code>". Ask the person who ' +
      'issued it for a new one if it stays unknown.',
  },
  code_disabled: {
    status: 403,
    title: 'Activation code is disabled',
    detail: 'This code was disabled. Ask the person who issued it.',
  },
  code_expired: {
    status: 410,
    title: 'Activation code has expired',
    detail: 'This code can no longer be used. Ask for a new one, or to extend it.',
  },
  code_exhausted: {
    status: 409,
    title: 'Activation code is used up',
    detail:
      'As many machines have registered with this code as it allows. Ask for a new one, ' +
      'or to raise its count.',
  },
  machine_conflict: {
    status: 409,
    title: 'Another machine is registered with this ID',
    detail:
      'The machine ID belongs to a machine that proved itself in another way. If this one ' +
      'is a copy of it, give it a machine ID of its own. If it is the same one, ask an ' +
      'operator to let it register anew.',
  },
  host_not_expected: {
    status: 403,
    title: 'Machine is not on the list',
    detail:
      'The wave of this code takes only the machines on its list, and this one is not on it. ' +
      'Ask the person who issued the code to add it.',
  },
  invalid_request: {
    status: 422,
    title: 'Request is not valid',
    detail: 'Correct the fields listed in errors and send the request again.',
  },
  too_large: { status: 413, title: 'Request is too large', detail: 'Send at most 64 KiB.' },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    detail: 'Send JSON, with "Content-Type: application/json" and without a Content-Encoding.',
  },
  not_found: {
    status: 404,
    title: 'No such address',
    detail: 'The agent API has no such address. Look it up in /api/openapi.json.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'Use a method that the Allow header names.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many failed attempts',
    detail:
      'Too many attempts from this address failed. Wait as long as the Retry-After header says.',
  },
  unavailable: {
    status: 503,
    title: 'Console is unavailable',
    detail: "The console can't reach its database. Try again in a moment.",
  },
  internal_error: {
    status: 500,
    title: 'Internal error',
    detail: INTERNAL_ERROR_TEXT,
  },
}

/** HTTP status of a problem. */
export function statusOfProblem(code: ProblemCode): number {
  return MEANINGS[code].status
}

/** Title of a problem, for lists. */
export function titleOfProblem(code: ProblemCode): string {
  return MEANINGS[code].title
}

/**
 * Problem details (RFC 9457) with a stable code. `more` overrides the usual detail or names fields.
 */
export function problemDetails(
  code: ProblemCode,
  requestId: string,
  more: Partial<Pick<Problem, 'detail' | 'errors'>> = {},
): Problem {
  const { status, title, detail } = MEANINGS[code]
  return { type: 'about:blank', title, status, code, detail, requestId, ...more }
}
