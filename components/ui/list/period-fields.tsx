'use client'

import { TextInput } from '@mantine/core'
import type { usePeriod } from './use-period'

type PeriodFieldsProps = { period: ReturnType<typeof usePeriod>; onDone?: () => void }

/** The first and the last day of what a list shows, in a zone that their labels name. */
export function PeriodFields({ period, onDone }: PeriodFieldsProps) {
  const { days, setDays, error, zone } = period
  return (
    <>
      <TextInput
        type="date"
        name="from"
        label={`From (${zone})`}
        value={days.from}
        onChange={({ currentTarget: { value } }) => setDays({ ...days, from: value })}
        onBlur={onDone}
      />
      <TextInput
        type="date"
        name="to"
        label={`To (${zone})`}
        value={days.to}
        error={error}
        onChange={({ currentTarget: { value } }) => setDays({ ...days, to: value })}
        onBlur={onDone}
      />
    </>
  )
}
