import type { FieldErrors, Refused } from '@/lib/answer'
import type { LastChange } from '@/lib/audit/schema'
import type { ChangeRefusal } from '@/lib/tokens/change-schema'
import type { FormProblem } from '../form/problem-alert'
import type { unanswered } from '../form/unanswered'
import { relativeTime } from '../time/relative-time'
import { serverNow } from '../time/server-now'

type Refusal =
  | Exclude<ChangeRefusal, { reason: 'changed_meanwhile' }>
  | Refused
  | ReturnType<typeof unanswered>

const firstOf = (fieldErrors: FieldErrors) =>
  Object.values(fieldErrors)[0] ?? 'The fields are not valid.'

/** The words for a change of a token that was refused as a whole. */
export function refusalProblem(refusal: Refusal): FormProblem {
  switch (refusal.reason) {
    case 'unknown_token':
      return { reason: 'said', text: deletedMeanwhile(refusal.last) }
    case 'count_below_used':
      return { reason: 'said', text: countBelowUsed(refusal.registeredCount) }
    case 'not_longer':
      return { reason: 'said', text: notLonger(refusal.expiresAt) }
    case 'invalid':
      return { reason: 'said', text: firstOf(refusal.fieldErrors) }
    default:
      return refusal
  }
}

function deletedMeanwhile(last?: LastChange): string {
  const who =
    last?.action === 'token.deleted'
      ? ` by ${last.actorName}, ${relativeTime(last.at, serverNow())}`
      : ''
  return `This activation code was deleted meanwhile${who}.`
}

export function countBelowUsed(registeredCount: number): string {
  return `Count can't be less than the ${registeredCount} already used.`
}

export function notLonger(expiresAt: Date): string {
  return `It is valid for longer already: it expires ${relativeTime(expiresAt, serverNow())}. Choose more days.`
}
