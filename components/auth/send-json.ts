import type { FieldErrors } from '@/lib/answer'

/** Answers of the handlers for those who have no session yet. */
export type DoorAnswer =
  | { ok: true }
  | { ok: false; reason: 'invalid'; fieldErrors: FieldErrors }
  | { ok: false; reason: 'wrong_credentials' | 'wrong_token' | 'set_up_already' | 'unreachable' }
  | { ok: false; reason: 'throttled'; retryAfterSeconds: number }
  | { ok: false; reason: 'internal'; requestId: string }

/**
 * Sends fields as JSON to one of our handlers. An answer that is not ours counts as the console
 * being unreachable.
 */
export async function sendJson(path: string, fields: Record<string, string>): Promise<DoorAnswer> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    })
    const answer: DoorAnswer = await response.json()
    return typeof answer?.ok === 'boolean' ? answer : { ok: false, reason: 'unreachable' }
  } catch {
    return { ok: false, reason: 'unreachable' }
  }
}
