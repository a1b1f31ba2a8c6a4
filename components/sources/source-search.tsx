'use client'

import { Anchor } from '@mantine/core'
import { useState } from 'react'
import { codePattern } from '@/lib/text/code-pattern.shared'
import { CodeInSearch } from '../tokens/code-in-search'
import { useListAddress } from '../ui/list/list-address'
import { ListLink } from '../ui/list/list-link'
import { SearchForm } from '../ui/list/search-form'

/** Searches the source servers; the search stands in the URL, unless it is a code. */
export function SourceSearch() {
  const { parameters, go, hrefWith } = useListAddress()
  const search = parameters.get('search') ?? ''
  const [isCode, setIsCode] = useState(false)
  const hrefOf = (text: string) => hrefWith({ search: text.trim(), after: '', before: '' })

  function find(text: string) {
    setIsCode(codePattern.test(text))
    if (!codePattern.test(text)) go(hrefOf(text))
  }

  return (
    <SearchForm
      label="Source servers"
      placeholder="Name, host name, address or ID"
      search={search}
      onSearch={find}
    >
      {isCode && <CodeInSearch />}
      {search && (
        <Anchor component={ListLink} size="sm" mt="xs" display="inline-block" href={hrefOf('')}>
          Show all
        </Anchor>
      )}
    </SearchForm>
  )
}
