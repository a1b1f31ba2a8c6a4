'use client'

import { Anchor, Button, Group, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { codePattern } from '@/lib/text/code-pattern.shared'
import { useHydrated } from '../form/use-hydrated'
import { CodeInSearch } from '../leaked/code-in-search'
import { useListAddress } from '../ui/list/list-address'
import { ListLink } from '../ui/list/list-link'

/** Searches the source servers; the search stands in the URL, unless it is a code. */
export function SourceSearch() {
  const { parameters, go: goTo, hrefWith } = useListAddress()
  const search = parameters.get('search') ?? ''
  const hrefOf = (wanted: string) => hrefWith({ search: wanted.trim(), after: '', before: '' })
  const hydrated = useHydrated()
  const [text, setText] = useState(search)
  const [isCode, setIsCode] = useState(false)
  // Back and Forward bring other searches.
  useEffect(() => setText(search), [search])

  function go() {
    setIsCode(codePattern.test(text))
    if (!codePattern.test(text)) goTo(hrefOf(text))
  }

  return (
    <search>
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            type="search"
            name="search"
            label="Search"
            description="Name, host name, address or ID"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={256}
            disabled={!hydrated}
            w={{ base: '100%', xs: 320 }}
          />
          <Button type="submit" variant="default" disabled={!hydrated}>
            Search
          </Button>
          {search && (
            <Anchor component={ListLink} size="sm" href={hrefOf('')}>
              Show all
            </Anchor>
          )}
        </Group>
      </form>
      {isCode && <CodeInSearch />}
    </search>
  )
}
