'use client'

import { NativeSelect } from '@mantine/core'

type SelectFilterProps = {
  label: string
  name: string
  value: string | number | undefined
  /** In place of a choice: everything. */
  all?: string
  choices: [value: string, label: string][]
  onSelect: (value: string) => void
}

/** One choice that narrows or orders a list. */
export function SelectFilter({ label, name, value, all, choices, onSelect }: SelectFilterProps) {
  return (
    <NativeSelect
      label={label}
      name={name}
      value={String(value ?? '')}
      onChange={(event) => onSelect(event.currentTarget.value)}
      data={[
        ...(all ? [{ value: '', label: all }] : []),
        ...choices.map(([choice, text]) => ({ value: choice, label: text })),
      ]}
    />
  )
}
