import { Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { EventFilters } from '@/components/audit/event-filters'
import { EventTable } from '@/components/audit/event-table'
import { BeyondEnd } from '@/components/list/beyond-end'
import { Pager } from '@/components/list/pager'
import { UnreadFiltersNote } from '@/components/list/unread-filters-note'
import { listActors, listEvents } from '@/lib/audit/reads'
import { eventFilterParameters, parseEventFilter, unreadEventFilters } from '@/lib/audit/schema'
import { parsePageRequest } from '@/lib/paging'
import { requireVisit } from '@/request/gates'

export const metadata: Metadata = { title: 'Audit' }

type AuditPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const { actor } = await requireVisit()
  const query = await searchParams
  const filter = parseEventFilter(query)
  const unread = unreadEventFilters(query)
  const [page, actors] = await Promise.all([
    listEvents(actor, filter, parsePageRequest(query)),
    listActors(actor),
  ])
  const parameters = eventFilterParameters(filter)
  const firstPage = parameters.size > 0 ? `/audit?${parameters}` : '/audit'
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2" id="audit">
          Audit
        </Title>
        <Text c="dimmed" size="sm">
          {actor.role === 'administrator'
            ? 'Every change and every sign-in.'
            : 'Every change, and your own sign-ins.'}{' '}
          Nobody can change or delete these events here.
        </Text>
      </div>
      <EventFilters filter={filter} actors={actors} canExport={unread.length === 0} />
      {unread.length > 0 ? (
        <UnreadFiltersNote names={unread} all="/audit" />
      ) : page.beyond ? (
        <BeyondEnd firstPage={firstPage} />
      ) : page.entries.length === 0 ? (
        <Text size="sm">No event fits these filters.</Text>
      ) : (
        <EventTable events={page.entries} labelledBy="audit" withTarget />
      )}
      {unread.length === 0 && (
        <Pager label="Pages of the events" newer={page.newer} older={page.older} />
      )}
    </Stack>
  )
}
