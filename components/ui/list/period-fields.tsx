'use client'

import { Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useId } from 'react'
import classes from './filters.module.css'
import type { Days, usePeriod } from './use-period'

type PeriodFieldsProps = {
  period: ReturnType<typeof usePeriod>
  /** Called with a day that was chosen, and when a field is left. */
  onChoose: (days: Days) => void
}

/** What follows within this time belongs to the same choice: the second digit of a day. */
const PAUSE_MILLISECONDS = 400

/** Before it nobody has registered: a year that is being typed, digit by digit. */
const FIRST_DAY = '2000-01-01'

/** The first and the last day of what a list shows, in a zone that their labels name. */
export function PeriodFields({ period, onChoose }: PeriodFieldsProps) {
  const { days, setDays, error, zone } = period
  const errorId = useId()
  // What stands in the fields then: meanwhile the list may be shown without any days.
  const chooseSoon = useDebouncedCallback(() => {
    if ([days.from, days.to].every((day) => day === '' || day >= FIRST_DAY)) onChoose(days)
  }, PAUSE_MILLISECONDS)
  function change(changed: Partial<Days>) {
    setDays({ ...days, ...changed })
    chooseSoon()
  }
  return (
    <>
      <TextInput
        type="date"
        name="from"
        label={`From (${zone})`}
        value={days.from}
        onChange={({ currentTarget: { value } }) => change({ from: value })}
        onBlur={() => onChoose(days)}
      />
      <TextInput
        type="date"
        name="to"
        label={`To (${zone})`}
        value={days.to}
        error={error !== undefined}
        aria-describedby={error && errorId}
        onChange={({ currentTarget: { value } }) => change({ to: value })}
        onBlur={() => onChoose(days)}
      />
      {error && (
        <Text
          id={errorId}
          role="alert"
          size="xs"
          c="var(--mantine-color-error)"
          className={classes.line}
        >
          {error}
        </Text>
      )}
    </>
  )
}
