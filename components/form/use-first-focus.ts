import { useLayoutEffect } from 'react'
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import { useHydrated } from './use-hydrated'

/** Goes to the first field of a page that is a form, unless somebody is elsewhere already. */
export function useFirstFocus<Fields extends FieldValues>(
  { setFocus }: Pick<UseFormReturn<Fields>, 'setFocus'>,
  field: FieldPath<Fields>,
): void {
  const hydrated = useHydrated()
  // In the moment in which the fields can be filled in: what is typed stays in its field.
  useLayoutEffect(() => {
    if (hydrated && document.activeElement === document.body) setFocus(field)
  }, [hydrated, setFocus, field])
}
