'use client'

import { Textarea, TextInput } from '@mantine/core'
import type { UseFormRegisterReturn } from 'react-hook-form'

type Problem = { message?: string } | undefined
type NameFieldsProps = {
  name: UseFormRegisterReturn<'name'>
  description: UseFormRegisterReturn<'description'>
  errors: { name?: Problem; description?: Problem }
  focusFirst?: boolean
}

/** Name and description of a code, where one is issued and where it is changed. */
export function NameFields({ name, description, errors, focusFirst }: NameFieldsProps) {
  return (
    <>
      <TextInput
        label="Name"
        data-autofocus={focusFirst || undefined}
        description="Optional. For example datacentre-a:wave-3"
        maxLength={1_000}
        error={errors.name?.message}
        {...name}
      />
      <Textarea
        label="Description"
        description="Optional. For example what is moved, and who asked for it"
        autosize
        minRows={2}
        maxRows={8}
        error={errors.description?.message}
        {...description}
      />
    </>
  )
}
