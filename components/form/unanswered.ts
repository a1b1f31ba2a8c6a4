import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { FOREIGN_ACTION } from '@/request/foreign-action'

/**
 * Why a call of an action brought no answer: the page is older than the console, the console takes
 * it for one of another site, or the console is not there.
 */
export function unanswered(error: unknown): {
  ok: false
  reason: 'outdated' | 'foreign' | 'unreachable'
} {
  if (error instanceof Error && error.message === FOREIGN_ACTION)
    return { ok: false, reason: 'foreign' }
  return {
    ok: false,
    reason: unstable_isUnrecognizedActionError(error) ? 'outdated' : 'unreachable',
  }
}
