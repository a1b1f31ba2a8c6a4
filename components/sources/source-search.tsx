'use client'

import { Button, Group, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { codePattern } from '@/lib/tokens/code-pattern'
import { useHydrated } from '../form/use-hydrated'
import { CodeInSearch } from '../list/code-in-search'
import { TextLink } from '../shell/text-link'

/** Searches the source servers; the search stands in the URL, unless it is a code. */
export function SourceSearch({ search }: { search: string }) {
  const router = useRouter()
  const hydrated = useHydrated()
  const [isCode, setIsCode] = useState(false)

  function go(text: string) {
    setIsCode(codePattern.test(text))
    if (!codePattern.test(text)) router.push(text.trim() === '' ? '/sources' : `/sources?search=${encodeURIComponent(text.trim())}`)
  }

  return (
    <search>
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          go(String(new FormData(event.currentTarget).get('search') ?? ''))
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            key={search}
            type="search"
            name="search"
            label="Search"
            description="Name, host name, address or ID"
            defaultValue={search}
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
