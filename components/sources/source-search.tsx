'use client'

import { Button, Group, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { codePattern } from '@/lib/tokens/code-pattern'
import { useHydrated } from '../form/use-hydrated'
import { CodeInSearch } from '../list/code-in-search'
import { TextLink } from '../shell/text-link'

/** Searches the source servers; the search stands in the URL, unless it is a code. */
export function SourceSearch({ search }: { search: string }) {
  const router = useRouter()
  const hydrated = useHydrated()
  const [text, setText] = useState(search)
  const [isCode, setIsCode] = useState(false)
  // Back and Forward bring other searches.
  useEffect(() => setText(search), [search])

  function go() {
    setIsCode(codePattern.test(text))
    if (!codePattern.test(text)) router.push(text.trim() === '' ? '/sources' : `/sources?search=${encodeURIComponent(text.trim())}`)
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
          {search && <TextLink href="/sources">Show all</TextLink>}
        </Group>
      </form>
      {isCode && <CodeInSearch />}
    </search>
  )
}
