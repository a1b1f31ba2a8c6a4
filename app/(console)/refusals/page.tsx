import { Stack, Text } from '@mantine/core'
import type { Metadata } from 'next'
import { AutoRefresh } from '@/components/layout/auto-refresh'
import { PageHeader } from '@/components/layout/page-header'
import { REASONS } from '@/components/refusals/reasons'
import { RefusalTable } from '@/components/refusals/refusal-table'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ContinueSearch } from '@/components/ui/list/continue-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { Pager } from '@/components/ui/list/pager'
import { PastEnd } from '@/components/ui/list/past-end'
import { UnreadFiltersNote } from '@/components/ui/list/unread-filters-note'
import { latestChange } from '@/lib/audit/latest-change'
import { hrefOf, writeParameters } from '@/lib/list/filters.shared'
import { parsePageRequest } from '@/lib/list/page.shared'
import { parseRefusalFilter, refusalsHref, unreadRefusalFilters } from '@/lib/refusals/query.shared'
import { listRefusals } from '@/lib/refusals/reads'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Refusals' }

export default async function RefusalsPage({ searchParams }: PageProps) {
  const { actor } = await requireSession()
  const seen = await latestChange()
  const parameters = await searchParams
  const filter = parseRefusalFilter(parameters)
  const unread = unreadRefusalFilters(parameters)
  const page = await listRefusals(actor, filter, parsePageRequest(parameters))
  const { entries, previous, next, incomplete } = page
  const hrefAt = (parameter: 'after' | 'before', place: string) =>
    hrefOf('/refusals', writeParameters({ ...filter, [parameter]: place }))
  const further = next ? hrefAt('after', next) : previous && hrefAt('before', previous)
  return (
    <Stack gap="lg">
      <AutoRefresh seen={seen} />
      <PageHeader
        id="refusals"
        title="Refusals"
        description="Attempts to register that were turned away. Repeats are counted in one line."
      />
      <ListFilters
        label="Refusals"
        placeholder="Host name, machine, address or code"
        selects={[
          { label: 'Reason', name: 'reason', all: 'Any', choices: Object.entries(REASONS) },
        ]}
        exported={{ path: '/api/export/refusals' }}
        total={unread.length > 0 ? undefined : page.total}
        nouns={['refusal', 'refusals']}
        codeNote={<CodeInSearch />}
      />
      {unread.length > 0 ? (
        <UnreadFiltersNote names={unread} all="/refusals" />
      ) : entries.length === 0 && incomplete && further ? (
        <ContinueSearch href={further} />
      ) : page.pastEnd ? (
        <PastEnd firstPage={refusalsHref(filter)} />
      ) : entries.length === 0 ? (
        <Text size="sm">
          {Object.keys(filter).length > 0 ? 'No refusal matches.' : 'No attempt was refused yet.'}
        </Text>
      ) : (
        <>
          <RefusalTable refusals={entries} labelledBy="refusals" withCode />
          <Pager label="Pages of the refusals" previous={previous} next={next} />
        </>
      )}
    </Stack>
  )
}
