import type * as z from 'zod/mini'

/** Message per field of a form; the first problem of each. */
export type FieldErrors = Record<string, string>

/**
 * Answers that any action may give in place of its own. Expected outcomes are values; only bugs and
 * outages throw.
 */
export type ActionError =
  | { ok: false; reason: 'signed_out' | 'forbidden' | 'proof_needed' }
  | { ok: false; reason: 'invalid'; fieldErrors: FieldErrors }
  | { ok: false; reason: 'internal'; requestId: string }

/** With what pages tell their error boundary of an outage: Next passes nothing else of an error. */
export const OUTAGE_DIGEST = 'DATABASE_UNAVAILABLE'

/**
 * The contract's InternalError: all that is ever said of a failure of ours. The log has the rest,
 * under the request ID.
 */
export const INTERNAL_ERROR_TEXT =
  'An error occurred while processing your request. Please try again. ' +
  'If the problem still exists, please submit a ticket.'

/**
 * Turns a schema's refusal into one message per field; what concerns no field stands under `form`.
 */
export function invalid(error: z.core.$ZodError): {
  ok: false
  reason: 'invalid'
  fieldErrors: FieldErrors
} {
  const fieldErrors: FieldErrors = {}
  for (const issue of error.issues) fieldErrors[String(issue.path[0] ?? 'form')] ??= issue.message
  return { ok: false, reason: 'invalid', fieldErrors }
}
