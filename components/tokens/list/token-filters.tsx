'use client'

import { Anchor, Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useHydrated } from '@/components/form/use-hydrated'
import { CodeInSearch } from '@/components/leaked/code-in-search'
import classes from '@/components/ui/list/filters.module.css'
import { useListAddress } from '@/components/ui/list/list-address'
import { ListLink } from '@/components/ui/list/list-link'
import { PickFilter } from '@/components/ui/list/select-filter'
import { codePattern } from '@/lib/text/code-pattern.shared'
import {
  isFiltered,
  parseTokenListQuery,
  tokenListHref,
  tokenListParameters,
} from '@/lib/tokens/list/query.shared'
import { useWantedTokens } from './use-token-query'

const STATUSES: [string, string][] = [
  ['active', 'Active'],
  ['disabled', 'Disabled'],
  ['expired', 'Expired'],
  ['exhausted', 'Used up'],
]
const USAGES: [string, string][] = [
  ['never', 'Never used'],
  ['used', 'Used'],
  ['nearly', 'Nearly used up'],
]
const EXPIRIES: [string, string][] = [
  ['7', 'Within 7 days'],
  ['30', 'Within 30 days'],
]
const ORDERS: [string, string][] = [
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
  const query = useWantedTokens()
  const hydrated = useHydrated()
  const [text, setText] = useState(query.search)
  const [leaked, setLeaked] = useState(query.leaked ?? false)

  // Back and Forward bring other searches.
  useEffect(() => setText(query.search), [query.search])

  /**
   * Goes to the list with some parameters changed and with what stands in the search; the page
   * begins anew.
   */
  function go(change: Record<string, string> = {}) {
    const isCode = codePattern.test(text)
    setLeaked(isCode)
    if (isCode) return
    const parameters = Object.fromEntries(
      tokenListParameters({ ...query, after: undefined, before: undefined }),
    )
    goTo(tokenListHref(parseTokenListQuery({ ...parameters, search: text, ...change })))
  }

  return (
    <search aria-label="Activation codes">
      <form
        method="post"
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <fieldset className={classes.filters} disabled={!hydrated}>
          <div className={classes.search}>
            <TextInput
              type="search"
              name="search"
              label="Search"
              placeholder="ID, name or description"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              maxLength={256}
              className={classes.field}
            />
            <Button type="submit" variant="default">
              Search
            </Button>
          </div>
          <PickFilter
            label="Status"
            name="status"
            all="Any"
            value={query.status}
            choices={STATUSES}
            onPick={(status) => go({ status })}
          />
          <PickFilter
            label="Expires"
            name="expires"
            all="Any time"
            value={query.expires}
            choices={EXPIRIES}
            onPick={(expires) => go({ expires })}
          />
          <PickFilter
            label="Usage"
            name="used"
            all="Any"
            value={query.usage}
            choices={USAGES}
            onPick={(used) => go({ used })}
          />
          <PickFilter
            label="Created by"
            name="by"
            all="Anyone"
            value={query.createdBy}
            choices={people.map(({ id, name }) => [id, name])}
            onPick={(by) => go({ by })}
          />
          <PickFilter
            label="Order"
            name="order"
            value={`${query.sort} ${query.order}`}
            choices={ORDERS}
            onPick={(picked) => {
              const [sort = '', order = ''] = picked.split(' ')
              go({ sort, order })
            }}
          />
        </fieldset>
      </form>
      {leaked && <CodeInSearch />}
      {isFiltered(query) && (
        <div className={classes.clear}>
          <Anchor
            component={ListLink}
            size="sm"
            href={tokenListHref({
              ...parseTokenListQuery({}),
              sort: query.sort,
              order: query.order,
              size: query.size,
            })}
          >
            Show all activation codes
          </Anchor>
        </div>
      )}
    </search>
  )
}
