import { Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { AutoRefresh } from '@/components/layout/live/auto-refresh'
import { PageHeader } from '@/components/layout/page-header'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { ListFrame } from '@/components/ui/list/list-frame'
import { NewWaveLink } from '@/components/waves/list/new-wave-link'
import { NoWaves } from '@/components/waves/list/no-waves'
import { WaveTable } from '@/components/waves/list/wave-table'
import { WAVE_STATE_NAMES } from '@/components/waves/wave-words'
import { latestChange } from '@/lib/audit/latest-change'
import { parsePageRequest } from '@/lib/list/page.shared'
import { parseWaveFilter, unreadWaveFilters } from '@/lib/waves/list/query.shared'
import { listWaves } from '@/lib/waves/list/reads'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Waves' }

export default async function WavesPage({ searchParams }: PageProps) {
  const { actor } = await requireSession()
  const seen = await latestChange()
  const parameters = await searchParams
  const filter = parseWaveFilter(parameters)
  const unread = unreadWaveFilters(parameters)
  const page = await listWaves(actor, filter, parsePageRequest(parameters))
  return (
    <Stack gap="lg">
      <AutoRefresh seen={seen} />
      <PageHeader
        id="waves"
        title="Waves"
        description="Source servers that are expected together: who came, who is missing, and why."
      >
        <NewWaveLink />
      </PageHeader>
      <ListFilters
        label="Waves"
        placeholder="Name or description"
        selects={[
          { label: 'State', name: 'state', all: 'Any', choices: Object.entries(WAVE_STATE_NAMES) },
          {
            label: 'Order',
            name: 'sort',
            all: 'Newest first',
            choices: [
              ['name', 'Name'],
              ['due', 'Due first'],
            ],
          },
        ]}
        withoutDays
        exported={{ path: '/api/export/waves' }}
        total={page.total}
        unread={unread}
        nouns={['wave', 'waves']}
        codeNote={<CodeInSearch />}
      />
      <ListFrame
        page={page}
        unread={unread}
        path="/waves"
        filter={filter}
        pages="Pages of the waves"
        byTime={!filter.sort}
        nothing={<NoWaves isNarrowed={Boolean(filter.search || filter.state)} />}
      >
        <WaveTable waves={page.entries} labelledBy="waves" />
      </ListFrame>
    </Stack>
  )
}
