import type { FieldValues, Path, UseFormSetError } from 'react-hook-form'
import type { FieldErrors } from '@/lib/answer.shared'
import type { FormError } from './problem-alert'

/**
 * Puts the server's field errors at their fields and the focus on the first of them.
 * @param fields the form's own; what concerns none of these is returned, to be shown above them
 */
export function setFieldErrors<Fields extends FieldValues>(
  errors: FieldErrors,
  fields: Fields,
  setError: UseFormSetError<Fields>,
): FormError | undefined {
  const own = Object.keys(fields).filter((field) => errors[field] !== undefined)
  for (const [position, field] of own.entries())
    setError(field as Path<Fields>, { message: errors[field] }, { shouldFocus: position === 0 })
  const other = Object.entries(errors).find(([field]) => !(field in fields))?.[1]
  return other === undefined ? undefined : { reason: 'message', text: other }
}
