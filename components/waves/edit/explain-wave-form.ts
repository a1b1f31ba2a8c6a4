import { fieldError, type SubmitError } from '@/components/form/use-submit'
import { explainWaveError } from '../wave-error'

/** What a form of a wave shows of a refused submit. */
export function explainWaveForm(error: Parameters<typeof explainWaveError>[0]): SubmitError {
  if (error.reason === 'invalid' && 'fieldErrors' in error) return error
  if (error.reason === 'name_taken') return fieldError('name', 'Another wave has this name.')
  if (error.reason === 'unknown_owner')
    return fieldError('ownerId', 'This person is not there any more.')
  return explainWaveError(error)
}
