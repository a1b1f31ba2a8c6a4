import { EventTable } from '@/components/audit/event-table'
import { ListFrame } from '@/components/ui/list/list-frame'
import { Section } from '@/components/ui/section'
import { listEvents } from '@/lib/audit/reads'
import { parsePageRequest } from '@/lib/list/page.shared'
import type { PageProps } from '@/request/page-props'
import { titledByToken, tokenOf } from '../token-of'

export const generateMetadata = titledByToken('History')

/** The third tab of a code: what was done to it, and by whom. */
export default async function TokenHistoryPage({
  params,
  searchParams,
}: PageProps<{ id: string }>) {
  const { id } = await params
  const { actor } = await tokenOf(id)
  const request = parsePageRequest(await searchParams)
  const page = await listEvents(actor, { target: id }, request)
  return (
    <Section id="history" title="History">
      <ListFrame
        page={page}
        path={`/tokens/${id}/history`}
        pages="Pages of the history"
        nothing="Nothing is recorded of this code."
      >
        <EventTable events={page.entries} labelledBy="history" />
      </ListFrame>
    </Section>
  )
}
