import { unstable_isUnrecognizedActionError } from 'next/navigation'

/** Why a call of an action brought no answer: the page is older than the console, or the console is not there. */
export function unanswered(error: unknown): { ok: false; reason: 'outdated' | 'unreachable' } {
  return { ok: false, reason: unstable_isUnrecognizedActionError(error) ? 'outdated' : 'unreachable' }
}
