import { Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { AutoRefresh } from '@/components/layout/live/auto-refresh'
import { PageHeader } from '@/components/layout/page-header'
import { REASONS } from '@/components/refusals/reasons'
import { RefusalTable } from '@/components/refusals/refusal-table'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { ListFrame } from '@/components/ui/list/list-frame'
import { latestChange } from '@/lib/audit/latest-change'
import { parsePageRequest } from '@/lib/list/page.shared'
import { parseRefusalFilter, unreadRefusalFilters } from '@/lib/refusals/query.shared'
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
        placeholder="Machine, address or code"
        selects={[
          { label: 'Reason', name: 'reason', all: 'Any', choices: Object.entries(REASONS) },
        ]}
        exported={{ path: '/api/export/refusals' }}
        total={page.total}
        unread={unread}
        nouns={['refusal', 'refusals']}
        codeNote={<CodeInSearch />}
      />
      <ListFrame
        page={page}
        unread={unread}
        path="/refusals"
        filter={filter}
        pages="Pages of the refusals"
        nothing={
          Object.keys(filter).length > 0 ? 'No refusal matches.' : 'No attempt was refused yet.'
        }
      >
        <RefusalTable refusals={page.entries} labelledBy="refusals" withCode />
      </ListFrame>
    </Stack>
  )
}
