import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { FOREIGN_ACTION } from '@/lib/http/foreign-action.shared'

export type CallFailed = { ok: false; reason: 'outdated' | 'foreign' | 'unreachable' }

/**
 * Why a call of an action brought no answer: the page is older than the console, the console takes
 * it for one of another site, or the console is not there.
 */
export function callFailed(error: unknown): CallFailed {
  if (error instanceof Error && error.message === FOREIGN_ACTION)
    return { ok: false, reason: 'foreign' }
  return {
    ok: false,
    reason: unstable_isUnrecognizedActionError(error) ? 'outdated' : 'unreachable',
  }
}
