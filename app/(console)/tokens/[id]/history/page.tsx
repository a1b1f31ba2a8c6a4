import { EventTable } from '@/components/audit/event-table'
import { Pager } from '@/components/ui/list/pager'
import { Section } from '@/components/ui/section'
import { listEvents } from '@/lib/audit/reads'
import { parsePageRequest } from '@/lib/list/page.shared'
import type { PageProps } from '@/request/page-props'
import { tokenOf } from '../token-of'

/** The third tab of a code: what was done to it, and by whom. */
export default async function TokenHistoryPage({
  params,
  searchParams,
}: PageProps<{ id: string }>) {
  const { id } = await params
  const { actor } = await tokenOf(id)
  const request = parsePageRequest(await searchParams)
  const { entries, previous, next } = await listEvents(actor, { target: id }, request)
  return (
    <Section
      id="history"
      title="History"
      empty={entries.length === 0 ? 'Nothing is recorded of this code.' : undefined}
    >
      <EventTable events={entries} labelledBy="history" />
      <Pager label="Pages of the history" previous={previous} next={next} />
    </Section>
  )
}
