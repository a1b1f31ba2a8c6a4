'use client'

import { NativeSelect } from '@mantine/core'

type PickFilterProps = {
  label: string
  name: string
  value: string | number | undefined
  /** In place of a choice: everything. */
  all?: string
  choices: [value: string, label: string][]
  onPick: (value: string) => void
}

/** One choice that narrows or orders a list. */
export function PickFilter({ label, name, value, all, choices, onPick }: PickFilterProps) {
  return (
    <NativeSelect
      label={label}
      name={name}
      value={String(value ?? '')}
      onChange={(event) => onPick(event.currentTarget.value)}
      data={[
        ...(all ? [{ value: '', label: all }] : []),
        ...choices.map(([choice, text]) => ({ value: choice, label: text })),
      ]}
    />
  )
}
