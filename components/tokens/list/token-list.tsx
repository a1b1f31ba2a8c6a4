'use client'

import { Anchor, Button, Group, type GroupProps, Stack, Text } from '@mantine/core'
import { useAlive } from '@/components/form/use-alive'
import { useCan } from '@/components/layout/permissions'
import { ContinueSearch } from '@/components/ui/list/continue-search'
import { EmptyList } from '@/components/ui/list/empty-list'
import { ListLink } from '@/components/ui/list/list-link'
import { Pager } from '@/components/ui/list/pager'
import { PastEnd } from '@/components/ui/list/past-end'
import { formatTotal } from '@/lib/list/count.shared'
import type { Page, Total } from '@/lib/list/page.shared'
import {
  isFiltered,
  PAGE_SIZES,
  type TokenListQuery,
  tokenListHref,
  tokenListParameters,
  withoutPage,
} from '@/lib/tokens/list/query.shared'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import { BulkBar } from '../bulk/bulk-bar'
import { useSelection } from '../bulk/use-selection'
import { NoTokensYet } from '../issue/no-tokens-yet'
import { TokenTable } from './token-table'
import { useTokenQuery } from './use-token-query'

type TokenListProps = {
  page: Page<TokenSummary> & { total?: Total; incomplete: boolean }
  query: TokenListQuery
  now: Date
  labelledBy: string
}

const pageHref = (query: TokenListQuery) => (parameter: 'after' | 'before', key: string) => {
  const parameters = tokenListParameters(withoutPage(query))
  parameters.set(parameter, key)
  return `/tokens?${parameters}`
}

/** The list of tokens with all that can be done to several of them, or why it is empty. */
export function TokenList({ page, query, now, labelledBy }: TokenListProps) {
  const { entries, pastEnd, previous, next, total, incomplete } = page
  const canWrite = useCan('tokens.write')
  const selection = useSelection(entries)
  const hrefOf = pageHref(query)
  if (entries.length === 0 && incomplete && next)
    return <ContinueSearch href={hrefOf('after', next)} />
  if (entries.length === 0 && incomplete && previous)
    return <ContinueSearch href={hrefOf('before', previous)} />
  if (pastEnd) return <PastEnd firstPage={tokenListHref(query)} />
  if (entries.length === 0)
    return isFiltered(query) ? (
      <EmptyList title="No activation code matches" text={nothingMatches(query)} />
    ) : (
      <NoTokensYet besideForm />
    )
  return (
    <Stack gap="sm">
      {canWrite && selection.ids.length > 0 ? (
        <BulkBar tokens={entries} query={query} total={total} now={now} selection={selection} />
      ) : (
        <Summary
          total={total}
          query={query}
          onSelectPage={canWrite ? selection.toggleAll : undefined}
        />
      )}
      <TokenTable
        tokens={entries}
        query={query}
        now={now}
        labelledBy={labelledBy}
        selection={canWrite ? selection : undefined}
      />
      {incomplete && (
        <Text size="sm" c="dimmed">
          Not all codes were looked at yet. The search goes on beyond this page.
        </Text>
      )}
      <Pager
        label="Pages of the list"
        previous={previous}
        next={next}
        byTime={query.sort === 'created' && query.order === 'desc'}
      />
      <PageSizes query={query} hiddenFrom="sm" />
    </Stack>
  )
}

/** "1,234 activation codes", with the size of a page and the export. */
function Summary({
  total,
  query,
  onSelectPage,
}: {
  total: Total | undefined
  query: TokenListQuery
  onSelectPage?: () => void
}) {
  const alive = useAlive()
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {total && totalText(total)}
      </Text>
      {onSelectPage && (
        <Button
          size="xs"
          variant="default"
          hiddenFrom="sm"
          aria-label="Select all on this page"
          onClick={onSelectPage}
          {...alive}
        >
          Select all
        </Button>
      )}
      <Group gap="md">
        <PageSizes query={query} visibleFrom="sm" />
        <Anchor size="sm" href={`/api/export/tokens?${tokenListParameters(withoutPage(query))}`}>
          Export CSV
        </Anchor>
      </Group>
    </Group>
  )
}

type PageSizesProps = Pick<GroupProps, 'visibleFrom' | 'hiddenFrom'> & { query: TokenListQuery }

/** How many codes stand on a page; on a phone below the list. */
function PageSizes({ query, ...shown }: PageSizesProps) {
  const wanted = useTokenQuery()
  return (
    <Group gap="xs" component="nav" aria-label="Codes on a page" {...shown}>
      <Text size="sm" c="dimmed">
        On a page:
      </Text>
      {PAGE_SIZES.map((size) =>
        size === query.size ? (
          <Text key={size} size="sm" fw={600} aria-current="true">
            {size}
          </Text>
        ) : (
          <Anchor key={size} component={ListLink} size="sm" href={tokenListHref(wanted, { size })}>
            {size}
          </Anchor>
        ),
      )}
    </Group>
  )
}

/** A total in words: "1 activation code", "10,000+ activation codes". */
function totalText(total: Total): string {
  return `${formatTotal(total)} activation ${total.count === 1 ? 'code' : 'codes'}`
}

function nothingMatches({ search, ...filter }: TokenListQuery): string {
  if (!search) return 'Nothing fits these filters.'
  const what = isFiltered({ ...filter, search: '' }) ? 'Nothing that fits the filters' : 'Nothing'
  return [...search].length < 3
    ? `${what} has “${search}” in its name. From three characters on, IDs and descriptions ` +
        'are searched too.'
    : `${what} has “${search}” in its ID, name or description.`
}
