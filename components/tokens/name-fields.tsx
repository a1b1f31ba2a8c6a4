'use client'

import { InputBase, Text, TextInput } from '@mantine/core'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { lengthOf } from '@/lib/text/length.shared'
import { LIMITS } from '@/lib/tokens/schema.shared'
import formClasses from '../form/form.module.css'
import classes from './name-fields.module.css'

type Problem = { message?: string } | undefined
type NameFieldsProps = {
  name: UseFormRegisterReturn<'name'>
  description: UseFormRegisterReturn<'description'>
  /** What stands in the fields now. */
  values: { name: string; description: string }
  errors: { name?: Problem; description?: Problem }
  focusFirst?: boolean
  /** How many codes have this name already. */
  namesakes?: number
}

const used = (text: string, { max }: { max: number }) => `${lengthOf(text.trim())} of ${max}`

/** Name and description of a code, where one is issued and where it is changed. */
export function NameFields({
  name,
  description,
  values,
  errors,
  focusFirst,
  namesakes = 0,
}: NameFieldsProps) {
  return (
    <>
      <div>
        <TextInput
          label="Name"
          data-autofocus={focusFirst || undefined}
          description={
            'Optional, like datacentre-a:wave-3. A letter first, then letters, digits, colons, ' +
            `underscores and hyphens. ${used(values.name, LIMITS.name)}`
          }
          maxLength={1_000}
          error={errors.name?.message}
          {...name}
        />
        <div role="status" className={formClasses.live}>
          {namesakes > 0 && (
            <Text size="xs" mt={4} c="var(--console-warning)">
              {namesakes === 1 ? 'A code has' : `${namesakes} codes have`} this name already.
            </Text>
          )}
        </div>
      </div>
      <InputBase
        component="textarea"
        multiline
        rows={2}
        classNames={{ input: classes.description }}
        label="Description"
        description={
          'Optional, like what is moved, and who asked for it. ' +
          used(values.description, LIMITS.description)
        }
        error={errors.description?.message}
        {...description}
      />
    </>
  )
}
