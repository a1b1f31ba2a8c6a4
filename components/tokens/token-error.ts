import type { ActionError, FieldErrors } from '@/lib/answer.shared'
import type { LastChange } from '@/lib/audit/schema.shared'
import { MILLISECONDS_A_DAY } from '@/lib/time.shared'
import type { EditError } from '@/lib/tokens/edit/schema.shared'
import { LIMITS } from '@/lib/tokens/schema.shared'
import type { CallFailed } from '../form/call-failed'
import type { FormError } from '../form/problem-alert'
import { relativeTime } from '../ui/time/relative-time'
import { serverNow } from '../ui/time/server-now'

type TokenError = Exclude<EditError, { reason: 'changed_meanwhile' }> | ActionError | CallFailed

const firstOf = (fieldErrors: FieldErrors) =>
  Object.values(fieldErrors)[0] ?? 'The fields are not valid.'

/** The words for a change of a token that was refused as a whole. */
export function explainTokenError(error: TokenError): FormError {
  switch (error.reason) {
    case 'unknown_token':
      return { reason: 'message', text: deletedMeanwhile(error.last) }
    case 'count_below_used':
      return { reason: 'message', text: countBelowUsed(error.registeredCount) }
    case 'not_longer':
      return { reason: 'message', text: notLonger(error.expiresAt) }
    case 'invalid':
      return { reason: 'message', text: firstOf(error.fieldErrors) }
    default:
      return error
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
  const longest = LIMITS.timeToLiveInDays.max
  if (expiresAt.getTime() > serverNow().getTime() + longest * MILLISECONDS_A_DAY)
    return `It is valid for more than ${longest} days already, and can't be extended now.`
  return (
    `It is valid for longer already: it expires ${relativeTime(expiresAt, serverNow())}. ` +
    'Choose more days.'
  )
}
