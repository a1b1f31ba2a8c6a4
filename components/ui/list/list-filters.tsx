'use client'

import { Anchor, Group, Text } from '@mantine/core'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { formatTotal } from '@/lib/list/count.shared'
import { hrefOf, writeParameters } from '@/lib/list/filters.shared'
import type { Total } from '@/lib/list/page.shared'
import { mayBeCode } from '@/lib/text/code-pattern.shared'
import { useListAddress } from './list-address'
import { ListLink } from './list-link'
import { PeriodFields } from './period-fields'
import { SearchForm } from './search-form'
import { SelectFilter } from './select-filter'
import { TextFilter } from './text-filter'
import { type Days, usePeriod } from './use-period'

type ListFiltersProps = {
  /** What is listed, as "Source servers". */
  label: string
  /** What is searched, in the words of the field. */
  placeholder: string
  texts?: { label: string; name: string; placeholder: string }[]
  selects?: {
    label: string
    name: string
    all: string
    choices: [value: string, label: string][]
  }[]
  /** What the text of the search is called in the address. */
  searchName?: string
  /** For lists that no days narrow. */
  withoutDays?: boolean
  /** Where the list is exported; it is given the filters of the address, and these. */
  exported?: {
    path: string
    with?: Record<string, string>
    formats?: [name: string, value: string][]
  }
  /** Names of filters that can't be read: then there is nothing to count or to export. */
  unread: string[]
  total?: Total
  /** What is counted, as `['refusal', 'refusals']`. */
  nouns: [one: string, many: string]
  /** What is said of an activation code in the search. */
  codeNote: React.ReactNode
}

/** What a new choice takes away: the place in the list, and that a code was searched. */
const PAGELESS = { after: '', before: '', leaked: '' }

/**
 * Searches and narrows a list, counts what is left, and exports it. All of it stands in the
 * address, so that a view can be shared and Back works.
 */
export function ListFilters(props: ListFiltersProps) {
  const { label, placeholder, texts = [], selects = [], searchName = 'search', codeNote } = props
  const { parameters, go, hrefWith } = useListAddress()
  const period = usePeriod(parameters)
  const [isCode, setIsCode] = useState(false)

  function apply(text: string, change: Record<string, string> = {}, chosen?: Days) {
    const days = period.read(chosen)
    const hasCode = [text, ...Object.values(change)].some((value) => mayBeCode(value))
    setIsCode(hasCode)
    if (!days || hasCode) return
    const href = hrefWith({ [searchName]: text.trim(), ...days, ...change, ...PAGELESS })
    if (href !== hrefWith(PAGELESS)) go(href)
  }

  const names = [searchName, 'from', 'to', ...[...texts, ...selects].map(({ name }) => name)]
  return (
    <SearchForm
      label={label}
      placeholder={placeholder}
      search={parameters.get(searchName) ?? ''}
      onSearch={apply}
      chosen={names.filter((name) => name !== searchName && parameters.get(name)).length}
      filters={
        texts.length + selects.length === 0 && props.withoutDays
          ? undefined
          : (text) => (
              <>
                {texts.map((one) => (
                  <TextFilter
                    key={one.name}
                    {...one}
                    value={parameters.get(one.name) ?? ''}
                    onChoose={(value) => apply(text, { [one.name]: value })}
                  />
                ))}
                {selects.map((select) => (
                  <SelectFilter
                    key={select.name}
                    {...select}
                    value={parameters.get(select.name) ?? undefined}
                    onSelect={(value) => apply(text, { [select.name]: value })}
                  />
                ))}
                {!props.withoutDays && (
                  <PeriodFields period={period} onChoose={(days) => apply(text, {}, days)} />
                )}
              </>
            )
      }
    >
      {(isCode || parameters.get('leaked')) && codeNote}
      {props.unread.length === 0 && <ListSummary {...props} names={names} />}
    </SearchForm>
  )
}

const CSV: [name: string, value: string][] = [['CSV', '']]

/** How many there are, the way back to all of them, and the way to take them along. */
function ListSummary({ names, total, nouns, exported }: ListFiltersProps & { names: string[] }) {
  const { parameters, hrefWith } = useListAddress()
  const shown = Object.fromEntries(useSearchParams())
  const isNarrowed = names.some((name) => parameters.get(name))
  const nothing = Object.fromEntries([...names, 'zone', 'after', 'before'].map((one) => [one, '']))
  const exportIn = (path: string, format: string) =>
    hrefOf(path, writeParameters({ ...shown, after: '', before: '', ...exported?.with, format }))
  return (
    <Group mt="xs" gap="md">
      {total && (
        <Text size="sm" c="dimmed" role="status">
          {formatTotal(total)} {nouns[total.count === 1 ? 0 : 1]}
        </Text>
      )}
      {isNarrowed && (
        <Anchor component={ListLink} size="sm" href={hrefWith(nothing)}>
          Show all
        </Anchor>
      )}
      {exported &&
        (exported.formats ?? CSV).map(([name, value]) => (
          <Anchor key={name} size="sm" href={exportIn(exported.path, value)}>
            Export {name}
          </Anchor>
        ))}
    </Group>
  )
}
