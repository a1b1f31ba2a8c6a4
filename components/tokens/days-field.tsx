'use client'

import { TextInput, type TextInputProps } from '@mantine/core'
import { LIMITS } from '@/lib/tokens/schema.shared'

const { min, max } = LIMITS.timeToLiveInDays

/** For how many days a code is valid. `hint` comes before the limits. */
export function DaysField({ hint, ...props }: TextInputProps & { hint: string }) {
  return (
    <TextInput
      label="Valid for (days)"
      description={`${hint} ${min} to ${max}`}
      inputMode="numeric"
      {...props}
    />
  )
}
