import { Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { EventTable } from '@/components/audit/event-table'
import { PageHeader } from '@/components/layout/page-header'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { ListFrame } from '@/components/ui/list/list-frame'
import { isAllowed } from '@/lib/actors/actor'
import { countEvents, listActors, listEvents } from '@/lib/audit/reads'
import { AUDIT_ACTIONS, parseEventFilter, unreadEventFilters } from '@/lib/audit/schema.shared'
import { parsePageRequest } from '@/lib/list/page.shared'
import { withTargets } from '@/lib/targets/filter'
import { namesOfTargets } from '@/lib/targets/names'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Audit' }

export default async function AuditPage({ searchParams }: PageProps) {
  const { actor } = await requireSession()
  const query = await searchParams
  const filter = parseEventFilter(query)
  const unread = unreadEventFilters(query)
  const wanted = await withTargets(actor, filter)
  const [page, total, actors] = await Promise.all([
    listEvents(actor, wanted, parsePageRequest(query)),
    countEvents(actor, wanted),
    listActors(actor),
  ])
  const targets = await namesOfTargets(page.entries)
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
      <ListFilters
        label="Audit events"
        placeholder="ID, or name of a code"
        searchName="target"
        selects={[
          {
            label: 'Who',
            name: 'actor',
            all: 'Anyone',
            choices: actors.map(({ id, name }) => [id, name]),
          },
          {
            label: 'What',
            name: 'action',
            all: 'Anything',
            choices: Object.entries(AUDIT_ACTIONS),
          },
        ]}
        exported={{
          path: '/api/export/audit',
          formats: [
            ['CSV', 'csv'],
            ['JSON Lines', 'jsonl'],
          ],
        }}
        total={total}
        unread={unread}
        nouns={['event', 'events']}
        codeNote={<CodeInSearch />}
      />
      <ListFrame
        page={page}
        unread={unread}
        path="/audit"
        filter={filter}
        pages="Pages of the events"
        nothing="No event fits these filters."
      >
        <EventTable events={page.entries} labelledBy="audit" targets={targets} />
      </ListFrame>
    </Stack>
  )
}
