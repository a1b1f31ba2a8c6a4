'use client'

import { Anchor, Button, Group, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AUDIT_ACTIONS, type EventFilter, eventFilterParameters, parseEventFilter } from '@/lib/audit/schema'
import { useHydrated } from '../form/use-hydrated'
import { PickFilter } from '../list/pick-filter'
import { TextLink } from '../shell/text-link'
import classes from '../tokens/token-filters.module.css'

type EventFiltersProps = { filter: EventFilter; actors: { id: string; name: string }[] }

const address = (filter: EventFilter, path = '/audit') => {
  const parameters = eventFilterParameters(filter)
  return parameters.size > 0 ? `${path}?${parameters}` : path
}

/** Narrows the audit events, and exports what is left. All of it stands in the URL. */
export function EventFilters({ filter, actors }: EventFiltersProps) {
  const router = useRouter()
  const hydrated = useHydrated()
  const go = (change: Partial<Record<keyof EventFilter, string>>) => router.push(address(parseEventFilter({ ...filter, ...change })))
  const [problem, setProblem] = useState<string>()

  function submit(fields: FormData) {
    const [target = '', from = '', to = ''] = ['target', 'from', 'to'].map((name) => String(fields.get(name) ?? '').trim())
    const isId = target === '' || parseEventFilter({ target }).target !== undefined
    setProblem(isId ? undefined : 'This is not an ID, like at-…')
    if (isId) go({ target, from, to })
  }

  const exportOf = (format: string) => `/api/export/audit?${new URLSearchParams([...eventFilterParameters(filter), ['format', format]])}`
  return (
    <search aria-label="Audit events">
      <form
        method="get"
        action="/audit"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          submit(new FormData(event.currentTarget))
        }}
      >
        <fieldset className={classes.filters} disabled={!hydrated}>
          <PickFilter
            label="Who"
            name="actor"
            all="Anyone"
            value={filter.actor}
            choices={actors.map(({ id, name }) => [id, name])}
            onPick={(actor) => go({ actor })}
          />
          <PickFilter
            label="What"
            name="action"
            all="Anything"
            value={filter.action}
            choices={Object.entries(AUDIT_ACTIONS)}
            onPick={(action) => go({ action })}
          />
          <TextInput
            key={filter.target}
            label="Target"
            name="target"
            error={problem}
            placeholder="ID, like at-…"
            defaultValue={filter.target}
            maxLength={64}
          />
          <TextInput key={`from ${filter.from}`} type="date" label="From (UTC)" name="from" defaultValue={filter.from} />
          <TextInput key={`to ${filter.to}`} type="date" label="To (UTC)" name="to" defaultValue={filter.to} />
          <Button type="submit" variant="default">
            Apply
          </Button>
        </fieldset>
      </form>
      <Group mt="xs" gap="md">
        {eventFilterParameters(filter).size > 0 && <TextLink href="/audit">Show all events</TextLink>}
        <Anchor size="sm" href={exportOf('csv')} download>
          Export CSV
        </Anchor>
        <Anchor size="sm" href={exportOf('jsonl')} download>
          Export JSON Lines
        </Anchor>
      </Group>
    </search>
  )
}
