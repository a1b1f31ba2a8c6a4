'use client'

import { Stack } from '@mantine/core'
import type { FormEventHandler, ReactNode } from 'react'
import classes from './form.module.css'
import { useHydrated } from './use-hydrated'

type FormProps = {
  onSubmit: FormEventHandler<HTMLFormElement>
  label?: string
  children: ReactNode
}

/**
 * A form that only our code sends. Until the page is alive its fields are disabled, so that nothing
 * typed is lost; should the browser send it all the same, POST keeps its fields out of the URL.
 */
export function Form({ onSubmit, label, children }: FormProps) {
  const hydrated = useHydrated()
  return (
    <form method="post" noValidate autoComplete="off" aria-label={label} onSubmit={onSubmit}>
      <fieldset className={classes.fields} disabled={!hydrated}>
        <Stack gap="md">{children}</Stack>
      </fieldset>
    </form>
  )
}
