import type { ActionError } from '@/lib/answer.shared'
import type { CallFailed } from '../form/call-failed'
import type { FormError } from '../form/problem-alert'

const WORDS = {
  unknown_wave: 'This wave was deleted meanwhile.',
  unknown_host: 'This host is not on the list any more.',
  unknown_source: 'This source server was deleted meanwhile.',
  unknown_owner: 'This person is not there any more. Choose another owner.',
  unknown_token: 'This activation code was deleted meanwhile.',
  in_another_wave: 'This source server belongs to another wave. Take it out of that one first.',
  has_sources: 'Source servers belong to this wave.',
  name_taken: 'This name is taken.',
}

type WaveError = { reason: keyof typeof WORDS } | ActionError | CallFailed

const isKnown = (reason: string): reason is keyof typeof WORDS => Object.hasOwn(WORDS, reason)

/** What went wrong with a wave as a whole, in words. */
export function explainWaveError(error: WaveError): FormError {
  if (error.reason === 'invalid' && 'fieldErrors' in error)
    return { reason: 'message', text: Object.values(error.fieldErrors)[0] ?? 'This is not valid.' }
  return isKnown(error.reason)
    ? { reason: 'message', text: WORDS[error.reason] }
    : (error as FormError)
}
