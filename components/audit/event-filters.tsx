'use client'

import { Anchor, Button, Group, TextInput } from '@mantine/core'
import { type ChangeEvent, useEffect, useState } from 'react'
import { AUDIT_ACTIONS, type EventFilter, parseEventFilter } from '@/lib/audit/schema.shared'
import { hrefOf, writeParameters } from '@/lib/list/filters.shared'
import { useHydrated } from '../form/use-hydrated'
import classes from '../ui/list/filters.module.css'
import { useListAddress } from '../ui/list/list-address'
import { ListLink } from '../ui/list/list-link'
import { SelectFilter } from '../ui/list/select-filter'

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
  const typed = { target: filter.target ?? '', from: filter.from ?? '', to: filter.to ?? '' }
  const [fields, setFields] = useState(typed)
  const [errors, setErrors] = useState<Partial<typeof typed>>({})
  // Back and Forward bring other filters.
  useEffect(
    () => setFields({ target: typed.target, from: typed.from, to: typed.to }),
    [typed.target, typed.from, typed.to],
  )

  /** Goes to what is chosen and typed, unless something of it is not valid. */
  function go(change: Partial<Record<keyof EventFilter, string>> = {}) {
    const { target, from, to } = fields
    const isId = target.trim() === '' || parseEventFilter({ target }).target !== undefined
    const isPeriod = from === '' || to === '' || from <= to
    setErrors({
      ...(!isId && { target: 'This is not an ID, like at-…' }),
      ...(!isPeriod && { to: 'To must not be before From.' }),
    })
    if (isId && isPeriod) goTo(address(parseEventFilter({ ...filter, ...fields, ...change })))
  }

  const field = (name: keyof typeof typed) => ({
    name,
    value: fields[name],
    error: errors[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      setFields({ ...fields, [name]: event.currentTarget.value }),
  })
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
            placeholder="ID, like at-…"
            maxLength={64}
            {...field('target')}
          />
          <TextInput type="date" label="From (UTC)" {...field('from')} />
          <TextInput type="date" label="To (UTC)" {...field('to')} />
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
