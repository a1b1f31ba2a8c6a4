import { Stack, Text } from '@mantine/core'
import type { Metadata } from 'next'
import { EventFilters } from '@/components/audit/event-filters'
import { EventTable } from '@/components/audit/event-table'
import { PageHeader } from '@/components/layout/page-header'
import { Pager } from '@/components/ui/list/pager'
import { PastEnd } from '@/components/ui/list/past-end'
import { UnreadFiltersNote } from '@/components/ui/list/unread-filters-note'
import { isAllowed } from '@/lib/actors/actor'
import { listActors, listEvents } from '@/lib/audit/reads'
import { parseEventFilter, unreadEventFilters } from '@/lib/audit/schema.shared'
import { hrefOf, writeParameters } from '@/lib/list/filters.shared'
import { parsePageRequest } from '@/lib/list/page.shared'
import { withTargets } from '@/lib/tokens/list/named'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Audit' }

export default async function AuditPage({ searchParams }: PageProps) {
  const { actor } = await requireSession()
  const query = await searchParams
  const filter = parseEventFilter(query)
  const unread = unreadEventFilters(query)
  const [page, actors] = await Promise.all([
    listEvents(actor, await withTargets(actor, filter), parsePageRequest(query)),
    listActors(actor),
  ])
  const firstPage = hrefOf('/audit', writeParameters(filter))
  return (
    <Stack gap="lg">
      <PageHeader
        id="audit"
        title="Audit"
        description={`${
          isAllowed(actor, 'sign_ins.read')
            ? 'Every change and every sign-in.'
            : 'Every change, and your own sign-ins.'
        } Nobody can change or delete these events here.`}
      />
      <EventFilters filter={filter} actors={actors} canExport={unread.length === 0} />
      {unread.length > 0 ? (
        <UnreadFiltersNote names={unread} all="/audit" />
      ) : page.pastEnd ? (
        <PastEnd firstPage={firstPage} />
      ) : page.entries.length === 0 ? (
        <Text size="sm">No event fits these filters.</Text>
      ) : (
        <EventTable events={page.entries} labelledBy="audit" withTarget />
      )}
      {unread.length === 0 && (
        <Pager label="Pages of the events" previous={page.previous} next={page.next} />
      )}
    </Stack>
  )
}
