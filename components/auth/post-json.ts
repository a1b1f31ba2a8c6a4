import type { FieldErrors } from '@/lib/answer.shared'
import type { CallFailed } from '../form/call-failed'
import type { SubmitError } from '../form/use-submit'

const MESSAGES = {
  wrong_credentials: 'Email or password is wrong.',
  wrong_code: 'This code is wrong, or was used before.',
  wrong_passkey: 'This passkey is not known here.',
  not_given: 'No passkey was given.',
  deactivated: 'An administrator has deactivated you. Ask them to let you in again.',
  passwords_off: 'Passwords are off here. Use single sign-on.',
  too_late: 'This took too long. Sign in again.',
  link_over: 'This link was used, replaced or withdrawn, or is too old. Ask for a new one.',
  provider_away: 'Single sign-on does not answer. Try again in a moment.',
  wrong_token: 'This set-up link is not valid. Use the one that the terminal shows.',
  set_up_already: 'The console was set up meanwhile. Sign in instead.',
} as const

type Message = { ok: false; reason: keyof typeof MESSAGES }

/** Which second factors somebody has whose password was right. */
export type SecondFactorWanted = {
  ok: false
  reason: 'second_factor'
  waiting: string
  factors: { authenticator: boolean; passkeys: number }
}

export type VisitorError =
  | Message
  | CallFailed
  | SecondFactorWanted
  | { ok: false; reason: 'signed_out' }
  | { ok: false; reason: 'invalid'; fieldErrors: FieldErrors }
  | { ok: false; reason: 'throttled'; retryAfterSeconds: number }
  | { ok: false; reason: 'internal'; requestId: string }

/** Answers of the handlers for those who have no session yet. */
export type VisitorAnswer<Body = object> = ({ ok: true } & Body) | VisitorError

const UNREACHABLE: VisitorError = { ok: false, reason: 'unreachable' }

/**
 * Posts fields as JSON to one of the console's handlers. An answer of somebody else counts as the
 * console being unreachable.
 */
export async function postJson<Body = object>(
  path: string,
  fields: object,
): Promise<VisitorAnswer<Body>> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    })
    const answer: VisitorAnswer<Body> = await response.json()
    return typeof answer?.ok === 'boolean' ? answer : UNREACHABLE
  } catch {
    return UNREACHABLE
  }
}

/** The words for what a visitor was refused; a second factor that is wanted has none. */
export function explainVisitorError(error: VisitorError): SubmitError {
  if (error.reason === 'second_factor') return undefined
  return isMessage(error) ? { reason: 'message', text: MESSAGES[error.reason] } : error
}

const isMessage = (error: VisitorError): error is Message => error.reason in MESSAGES
