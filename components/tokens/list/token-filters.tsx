'use client'

import { Anchor } from '@mantine/core'
import { useState } from 'react'
import { useListAddress } from '@/components/ui/list/list-address'
import { ListLink } from '@/components/ui/list/list-link'
import { SearchForm } from '@/components/ui/list/search-form'
import { SelectFilter } from '@/components/ui/list/select-filter'
import { mayBeCode } from '@/lib/text/code-pattern.shared'
import {
  isFiltered,
  parseTokenListQuery,
  type TOKEN_FILTERS,
  tokenListHref,
  tokenListParameters,
  withoutPage,
} from '@/lib/tokens/list/query.shared'
import { CodeInSearch } from '../code-in-search'
import { STATUS_LABELS } from '../status-badge'
import { useTokenQuery } from './use-token-query'

type Choices = [value: string, label: string][]

/** The words for each filter of the list; `all` stands for no choice, `people` are choices too. */
const FILTERS: Record<
  keyof typeof TOKEN_FILTERS,
  { label: string; all: string; choices: Choices | 'people' }
> = {
  status: { label: 'Status', all: 'Any', choices: Object.entries(STATUS_LABELS) },
  expires: {
    label: 'Expires',
    all: 'Any time',
    choices: [
      ['7', 'Within 7 days'],
      ['30', 'Within 30 days'],
    ],
  },
  used: {
    label: 'Usage',
    all: 'Any',
    choices: [
      ['never', 'Never used'],
      ['used', 'Used'],
      ['nearly', 'Nearly used up'],
    ],
  },
  by: { label: 'Created by', all: 'Anyone', choices: 'people' },
}

const ORDERS: Choices = [
  ['created desc', 'Newest first'],
  ['created asc', 'Oldest first'],
  ['expires asc', 'Expires first'],
  ['expires desc', 'Expires last'],
  ['usage desc', 'Most used first'],
  ['usage asc', 'Least used first'],
  ['name asc', 'Name, A to Z'],
  ['name desc', 'Name, Z to A'],
]

type TokenFiltersProps = { people: { id: string; name: string }[] }

/**
 * Finds, narrows and orders the list. All of it stands in the URL, so that a view can be shared and
 * Back works.
 */
export function TokenFilters({ people }: TokenFiltersProps) {
  const { go: goTo } = useListAddress()
  const query = useTokenQuery()
  const [leaked, setLeaked] = useState(query.leaked ?? false)

  /** Goes to the list with some parameters changed, and with what stands in the search. */
  function go(text: string, change: Record<string, string> = {}) {
    const isCode = mayBeCode(text)
    setLeaked(isCode)
    if (isCode) return
    const parameters = Object.fromEntries(tokenListParameters(withoutPage(query)))
    goTo(tokenListHref(parseTokenListQuery({ ...parameters, search: text, ...change })))
  }

  const { sort, order, size } = query
  const selects = (text: string) => (
    <>
      {Object.entries(FILTERS).map(([name, { label, all, choices }]) => (
        <SelectFilter
          key={name}
          label={label}
          name={name}
          all={all}
          value={query[name as keyof typeof FILTERS]}
          choices={
            choices === 'people' ? people.map((person) => [person.id, person.name]) : choices
          }
          onSelect={(value) => go(text, { [name]: value })}
        />
      ))}
      <SelectFilter
        label="Order"
        name="order"
        value={`${sort} ${order}`}
        choices={ORDERS}
        onSelect={(value) => {
          const [newSort = '', newOrder = ''] = value.split(' ')
          go(text, { sort: newSort, order: newOrder })
        }}
      />
    </>
  )
  return (
    <SearchForm
      label="Activation codes"
      placeholder="ID, name or description"
      search={query.search}
      onSearch={go}
      chosen={Object.keys(FILTERS).filter((name) => query[name as keyof typeof FILTERS]).length}
      filters={selects}
    >
      {leaked && <CodeInSearch />}
      {isFiltered(query) && (
        <Anchor
          component={ListLink}
          size="sm"
          mt="xs"
          display="inline-block"
          href={tokenListHref({ ...parseTokenListQuery({}), sort, order, size })}
        >
          Show all activation codes
        </Anchor>
      )}
    </SearchForm>
  )
}
