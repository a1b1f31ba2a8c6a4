import type { FieldErrors } from '@/lib/answer.shared'
import type { CallFailed } from '../form/call-failed'
import type { SubmitError } from '../form/use-submit'

const MESSAGES = {
  wrong_credentials: 'Email or password is wrong.',
  wrong_token: 'This set-up link is not valid. Use the one that the terminal shows.',
  set_up_already: 'The console was set up meanwhile. Sign in instead.',
} as const

type Message = { ok: false; reason: keyof typeof MESSAGES }

type VisitorError =
  | Message
  | CallFailed
  | { ok: false; reason: 'invalid'; fieldErrors: FieldErrors }
  | { ok: false; reason: 'throttled'; retryAfterSeconds: number }
  | { ok: false; reason: 'internal'; requestId: string }

/** Answers of the handlers for those who have no session yet. */
export type VisitorAnswer = { ok: true } | VisitorError

const UNREACHABLE: VisitorError = { ok: false, reason: 'unreachable' }

/**
 * Posts fields as JSON to one of the console's handlers. An answer of somebody else counts as the
 * console being unreachable.
 */
export async function postJson(
  path: string,
  fields: Record<string, string>,
): Promise<VisitorAnswer> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    })
    const answer: VisitorAnswer = await response.json()
    return typeof answer?.ok === 'boolean' ? answer : UNREACHABLE
  } catch {
    return UNREACHABLE
  }
}

/** The words for what a visitor was refused. */
export function explainVisitorError(error: VisitorError): SubmitError {
  return isMessage(error) ? { reason: 'message', text: MESSAGES[error.reason] } : error
}

const isMessage = (error: VisitorError): error is Message => error.reason in MESSAGES
