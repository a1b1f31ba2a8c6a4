'use client'

import { Anchor, Button, Group, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { AUDIT_ACTIONS, type EventFilter, parseEventFilter } from '@/lib/audit/schema.shared'
import { hrefOf, writeParameters } from '@/lib/list/filters.shared'
import { useHydrated } from '../form/use-hydrated'
import classes from '../ui/list/filters.module.css'
import { useListAddress } from '../ui/list/list-address'
import { ListLink } from '../ui/list/list-link'
import { PeriodFields } from '../ui/list/period-fields'
import { SelectFilter } from '../ui/list/select-filter'
import { usePeriod } from '../ui/list/use-period'

type EventFiltersProps = {
  filter: EventFilter
  actors: { id: string; name: string }[]
  canExport: boolean
}

const address = (filter: EventFilter) => hrefOf('/audit', writeParameters(filter))

/** Narrows the audit events, and exports what is left. All of it stands in the URL. */
export function EventFilters({ filter: shown, actors, canExport }: EventFiltersProps) {
  const { parameters, go: goTo } = useListAddress()
  const filter = parseEventFilter(Object.fromEntries(parameters))
  const hydrated = useHydrated()
  const [target, setTarget] = useState(filter.target ?? '')
  const [targetError, setTargetError] = useState<string>()
  const period = usePeriod(parameters)
  // Back and Forward bring another target.
  useEffect(() => setTarget(filter.target ?? ''), [filter.target])

  /** Goes to what is chosen and typed, unless something of it is not valid. */
  function go(change: Partial<Record<keyof EventFilter, string>> = {}) {
    const days = period.read()
    const isReadable = target.trim() === '' || parseEventFilter({ target }).target !== undefined
    setTargetError(isReadable ? undefined : 'This is an activation code, or too long.')
    if (isReadable && days)
      goTo(address(parseEventFilter({ ...filter, target, ...days, ...change })))
  }

  const exportOf = (format: string) =>
    hrefOf('/api/export/audit', writeParameters({ ...shown, format }))
  return (
    <search aria-label="Audit events">
      <form
        method="get"
        action="/audit"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <fieldset className={classes.filters} disabled={!hydrated}>
          <SelectFilter
            label="Who"
            name="actor"
            all="Anyone"
            value={filter.actor}
            choices={actors.map(({ id, name }) => [id, name])}
            onSelect={(actor) => go({ actor })}
          />
          <SelectFilter
            label="What"
            name="action"
            all="Anything"
            value={filter.action}
            choices={Object.entries(AUDIT_ACTIONS)}
            onSelect={(action) => go({ action })}
          />
          <TextInput
            label="Target"
            name="target"
            placeholder="ID, or name of a code"
            maxLength={256}
            value={target}
            error={targetError}
            onChange={(event) => setTarget(event.currentTarget.value)}
          />
          <PeriodFields period={period} />
          <Button type="submit" variant="default">
            Apply
          </Button>
        </fieldset>
      </form>
      <Group mt="xs" gap="md">
        {writeParameters(filter).size > 0 && (
          <Anchor component={ListLink} size="sm" href="/audit">
            Show all events
          </Anchor>
        )}
        {canExport && (
          <>
            <Anchor size="sm" href={exportOf('csv')}>
              Export CSV
            </Anchor>
            <Anchor size="sm" href={exportOf('jsonl')}>
              Export JSON Lines
            </Anchor>
          </>
        )}
      </Group>
    </search>
  )
}
