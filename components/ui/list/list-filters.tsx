'use client'

import { Anchor, Group, Text } from '@mantine/core'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import type { Total } from '@/lib/list/page.shared'
import { codePattern } from '@/lib/text/code-pattern.shared'
import { useListAddress } from './list-address'
import { ListLink } from './list-link'
import { PeriodFields } from './period-fields'
import { SearchForm } from './search-form'
import { SelectFilter } from './select-filter'
import { usePeriod } from './use-period'

type ListFiltersProps = {
  /** What is listed, as "Source servers". */
  label: string
  /** What is searched, in the words of the field. */
  placeholder: string
  selects?: {
    label: string
    name: string
    all: string
    choices: [value: string, label: string][]
  }[]
  /** Where the list is exported; it is given the filters of the address, and these. */
  exported: { path: string; with?: Record<string, string> }
  total?: Total
  /** What is counted, as `['refusal', 'refusals']`. */
  nouns: [one: string, many: string]
  /** What is said of an activation code in the search. */
  codeNote: React.ReactNode
}

/**
 * Searches and narrows a list, counts what is left, and exports it. All of it stands in the
 * address, so that a view can be shared and Back works.
 */
export function ListFilters(props: ListFiltersProps) {
  const { label, placeholder, selects = [], exported, total, nouns, codeNote } = props
  const { parameters, go, hrefWith } = useListAddress()
  const shown = useSearchParams()
  const period = usePeriod(parameters)
  const [isCode, setIsCode] = useState(false)

  function apply(text: string, change: Record<string, string> = {}) {
    const days = period.read()
    setIsCode(codePattern.test(text))
    if (!days || codePattern.test(text)) return
    const href = hrefWith({ search: text.trim(), ...days, ...change, after: '', before: '' })
    if (href !== hrefWith({ after: '', before: '' })) go(href)
  }

  const names = ['search', 'from', 'to', 'code', ...selects.map(({ name }) => name)]
  const isNarrowed = names.some((name) => parameters.get(name))
  const nothing = Object.fromEntries([...names, 'zone', 'after', 'before'].map((one) => [one, '']))
  return (
    <SearchForm
      label={label}
      placeholder={placeholder}
      search={parameters.get('search') ?? ''}
      onSearch={apply}
      chosen={names.filter((name) => name !== 'search' && parameters.get(name)).length}
      filters={(text) => (
        <>
          {selects.map((select) => (
            <SelectFilter
              key={select.name}
              {...select}
              value={parameters.get(select.name) ?? undefined}
              onSelect={(value) => apply(text, { [select.name]: value })}
            />
          ))}
          <PeriodFields period={period} onDone={() => apply(text)} />
        </>
      )}
    >
      {isCode && codeNote}
      <Group mt="xs" gap="md">
        {total && (
          <Text size="sm" c="dimmed" role="status">
            {total.count.toLocaleString('en')}
            {total.more && '+'} {nouns[total.count === 1 ? 0 : 1]}
          </Text>
        )}
        {isNarrowed && (
          <Anchor component={ListLink} size="sm" href={hrefWith(nothing)}>
            Show all
          </Anchor>
        )}
        <Anchor size="sm" href={exportHref(exported, shown)}>
          Export CSV
        </Anchor>
      </Group>
    </SearchForm>
  )
}

function exportHref({ path, with: also }: ListFiltersProps['exported'], shown: URLSearchParams) {
  const parameters = new URLSearchParams(shown.toString())
  for (const name of ['after', 'before']) parameters.delete(name)
  for (const [name, value] of Object.entries(also ?? {})) parameters.set(name, value)
  return parameters.size > 0 ? `${path}?${parameters}` : path
}
