import { Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { RegisterCommand } from '@/components/command/register-command'
import { AutoRefresh } from '@/components/layout/live/auto-refresh'
import { PageHeader } from '@/components/layout/page-header'
import { RefusedInstead } from '@/components/refusals/refused-instead'
import { SourceList } from '@/components/sources/source-list'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { Disclosure } from '@/components/ui/disclosure'
import { ListFilters } from '@/components/ui/list/list-filters'
import { latestChange } from '@/lib/audit/latest-change'
import { parsePageRequest } from '@/lib/list/page.shared'
import { listRefusals } from '@/lib/refusals/reads'
import { listSources } from '@/lib/sources/list'
import {
  LISTED_STATES,
  PLATFORMS,
  parseSourceFilter,
  unreadSourceFilters,
} from '@/lib/sources/query.shared'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Source servers' }

const PLATFORM_NAMES: Record<(typeof PLATFORMS)[number], string> = {
  linux: 'Linux',
  windows: 'Windows',
  darwin: 'macOS',
  freebsd: 'FreeBSD',
}

const STATE_NAMES: Record<(typeof LISTED_STATES)[number], string> = {
  open: 'May register anew',
  deleted: 'Deleted',
}

/** Refusals told where a search finds no source server. */
const MOST_REFUSED = 5

export default async function SourcesPage({ searchParams }: PageProps) {
  const { actor } = await requireSession()
  const seen = await latestChange()
  const parameters = await searchParams
  const filter = parseSourceFilter(parameters)
  const unread = unreadSourceFilters(parameters)
  const page = await listSources(actor, parsePageRequest(parameters), filter)
  const { search } = filter
  const isNothing =
    unread.length === 0 && page.entries.length === 0 && !page.incomplete && !page.pastEnd
  const refused =
    search && isNothing ? (await listRefusals(actor, { search }, {}, MOST_REFUSED)).entries : []
  return (
    <Stack gap="lg">
      <AutoRefresh seen={seen} />
      <PageHeader
        id="sources"
        title="Source servers"
        description="Machines that registered with an activation code."
      />
      <Disclosure summary="Register a source server">
        <RegisterCommand />
      </Disclosure>
      <ListFilters
        label="Source servers"
        placeholder="Name, address, ID or code"
        texts={[{ label: 'Code', name: 'code', placeholder: 'Name or ID' }]}
        selects={[
          {
            label: 'Platform',
            name: 'platform',
            all: 'Any',
            choices: PLATFORMS.map((platform) => [platform, PLATFORM_NAMES[platform]]),
          },
          {
            label: 'State',
            name: 'state',
            all: 'Available',
            choices: LISTED_STATES.map((state) => [state, STATE_NAMES[state]]),
          },
        ]}
        exported={{ path: '/api/export/sources' }}
        total={page.total}
        unread={unread}
        nouns={['source server', 'source servers']}
        codeNote={<CodeInSearch />}
      />
      <SourceList page={page} unread={unread} filter={filter} labelledBy="sources" />
      {refused.length > 0 && <RefusedInstead refusals={refused} search={search ?? ''} />}
    </Stack>
  )
}
