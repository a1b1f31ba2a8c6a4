import type { ActionError } from '@/lib/answer.shared'
import type { PersonError } from '@/lib/people/schema.shared'
import type { CallFailed } from '../form/call-failed'
import type { FormError } from '../form/problem-alert'

const MESSAGES: Record<PersonError['reason'] | 'came_in', string> = {
  unknown_person: 'This person is not known.',
  yourself: "You can't do this to yourself. Another administrator can.",
  deactivated: 'This person is deactivated. Activate them first.',
  not_active: 'This person is not in that state any more. Reload the page.',
  no_second_factor: 'This person has no second factor.',
  came_in: 'This person has come in meanwhile.',
  last_administrator:
    'This is the last active administrator. Make somebody else an administrator first.',
  last_for_emergencies:
    'Passwords are off, and nobody else could come in without single sign-on. Turn passwords on ' +
    'first.',
}

type Refused = PersonError | { ok: false; reason: 'came_in' } | ActionError | CallFailed

/** The words for what was not done to a person. */
export function explainPersonError(error: Refused): FormError {
  if (error.reason === 'invalid')
    return { reason: 'message', text: Object.values(error.fieldErrors)[0] ?? 'Reload the page.' }
  return error.reason in MESSAGES
    ? { reason: 'message', text: MESSAGES[error.reason as keyof typeof MESSAGES] }
    : (error as FormError)
}
