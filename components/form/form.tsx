'use client'

import { Stack } from '@mantine/core'
import { type FormEventHandler, type ReactNode, useLayoutEffect, useRef } from 'react'
import classes from './form.module.css'
import { useHydrated } from './use-hydrated'

type FormProps = {
  onSubmit: FormEventHandler<HTMLFormElement>
  label?: string
  /** Whether the page is there for this form: its first field has the focus. */
  leads?: boolean
  children: ReactNode
}

/**
 * A form that only our code sends. Until the page is alive its fields are disabled, so that nothing
 * typed is lost; should the browser send it all the same, POST keeps its fields out of the URL.
 */
export function Form({ onSubmit, label, leads = false, children }: FormProps) {
  const hydrated = useHydrated()
  const form = useRef<HTMLFormElement>(null)
  // In the very moment in which fields can be filled in, as what is typed goes where the focus is:
  // React Hook Form's `setFocus` comes a task later.
  useLayoutEffect(() => {
    if (leads && hydrated && document.activeElement === document.body)
      form.current?.querySelector('input')?.focus()
  }, [leads, hydrated])
  return (
    <form
      ref={form}
      method="post"
      noValidate
      autoComplete="off"
      aria-label={label}
      onSubmit={onSubmit}
    >
      <fieldset className={classes.fields} disabled={!hydrated}>
        <Stack gap="md">{children}</Stack>
      </fieldset>
    </form>
  )
}
