'use client'

import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { Page } from '@/lib/paging'
import {
  isFiltered,
  PAGE_SIZES,
  type TokenListQuery,
  tokenListHref,
  tokenListParameters,
} from '@/lib/tokens/list-query'
import type { TokenSummary } from '@/lib/tokens/schema'
import { useAlive } from '../form/use-alive'
import { BeyondEnd } from '../list/beyond-end'
import { ListLink } from '../list/list-link'
import { Pager } from '../list/pager'
import { SearchOn } from '../list/search-on'
import { BulkBar } from './bulk-bar'
import { NoTokensYet } from './no-tokens-yet'
import { useTokenActions } from './token-actions'
import { TokenTable } from './token-table'
import { useSelection } from './use-selection'
import { useWantedTokens } from './use-wanted-tokens'

type Total = { count: number; more: boolean }
type TokenListProps = {
  page: Page<TokenSummary> & { total?: Total; unended: boolean }
  query: TokenListQuery
  now: Date
  labelledBy: string
}

const pageHref = (query: TokenListQuery) => (parameter: 'after' | 'before', key: string) => {
  const parameters = tokenListParameters({ ...query, after: undefined, before: undefined })
  parameters.set(parameter, key)
  return `/tokens?${parameters}`
}

/** The list of tokens with all that can be done to several of them, or why it is empty. */
export function TokenList({ page, query, now, labelledBy }: TokenListProps) {
  const { entries, beyond, newer, older, total, unended } = page
  const actions = useTokenActions()
  const selection = useSelection(entries)
  const hrefOf = pageHref(query)
  if (entries.length === 0 && unended && older) return <SearchOn href={hrefOf('after', older)} />
  if (entries.length === 0 && unended && newer) return <SearchOn href={hrefOf('before', newer)} />
  if (beyond) return <BeyondEnd firstPage={tokenListHref(query)} />
  if (entries.length === 0)
    return isFiltered(query) ? <NothingMatches query={query} /> : <NoTokensYet />
  return (
    <Stack gap="sm">
      {actions && selection.ids.length > 0 ? (
        <BulkBar tokens={entries} query={query} total={total} now={now} selection={selection} />
      ) : (
        <Summary total={total} query={query} onSelectPage={actions && selection.toggleAll} />
      )}
      <TokenTable
        tokens={entries}
        query={query}
        now={now}
        labelledBy={labelledBy}
        selection={actions && selection}
      />
      {unended && (
        <Text size="sm" c="dimmed">
          Not all codes were looked at yet. The search goes on beyond this page.
        </Text>
      )}
      <Pager
        label="Pages of the list"
        newer={newer}
        older={older}
        byTime={query.sort === 'created' && query.order === 'desc'}
      />
    </Stack>
  )
}

/** "1,234 activation codes", with the size of a page. */
function Summary({
  total,
  query,
  onSelectPage,
}: {
  total: Total | undefined
  query: TokenListQuery
  onSelectPage?: () => void
}) {
  const wanted = useWantedTokens()
  const alive = useAlive()
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" c="dimmed" role="status">
        {total && totalText(total)}
      </Text>
      {onSelectPage && (
        <Button size="xs" variant="default" hiddenFrom="md" onClick={onSelectPage} {...alive}>
          Select all on this page
        </Button>
      )}
      <Group gap="xs" component="nav" aria-label="Codes on a page">
        <Text size="sm" c="dimmed">
          On a page:
        </Text>
        {PAGE_SIZES.map((size) =>
          size === query.size ? (
            <Text key={size} size="sm" fw={600} aria-current="true">
              {size}
            </Text>
          ) : (
            <Anchor
              key={size}
              component={ListLink}
              size="sm"
              href={tokenListHref(wanted, { size })}
            >
              {size}
            </Anchor>
          ),
        )}
        <Anchor
          size="sm"
          ml="sm"
          href={`/api/export/tokens?${tokenListParameters({ ...query, after: undefined, before: undefined })}`}
        >
          Export CSV
        </Anchor>
      </Group>
    </Group>
  )
}

/** A total in words: "1 activation code", "10,000+ activation codes". */
function totalText({ count, more }: Total): string {
  return `${count.toLocaleString('en')}${more ? '+' : ''} activation ${count === 1 ? 'code' : 'codes'}`
}

function NothingMatches({ query }: { query: TokenListQuery }) {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack align="center" gap="sm" ta="center">
        <Text fw={600}>No activation code matches</Text>
        <Text size="sm" c="dimmed" maw={420} style={{ overflowWrap: 'anywhere' }}>
          {nothingMatches(query)}
        </Text>
      </Stack>
    </Paper>
  )
}

function nothingMatches({ search, ...filter }: TokenListQuery): string {
  if (!search) return 'Nothing fits these filters.'
  const what = isFiltered({ ...filter, search: '' }) ? 'Nothing that fits the filters' : 'Nothing'
  return [...search].length < 3
    ? `${what} has “${search}” in its name. From three characters on, IDs and descriptions are searched too.`
    : `${what} has “${search}” in its ID, name or description.`
}
