import { Anchor } from '@mantine/core'
import { titledByWave, waveOf } from '@/app/(console)/waves/[id]/wave-of'
import { EventTable } from '@/components/audit/event-table'
import { ListFrame } from '@/components/ui/list/list-frame'
import { Section } from '@/components/ui/section'
import { listEvents } from '@/lib/audit/reads'
import { parsePageRequest } from '@/lib/list/page.shared'
import type { PageProps } from '@/request/page-props'

export const generateMetadata = titledByWave('History')

/** The last tab of a wave: what was done to it, and by whom. */
export default async function WaveHistoryPage({ params, searchParams }: PageProps<{ id: string }>) {
  const { id } = await params
  const { actor } = await waveOf(id)
  const page = await listEvents(actor, { target: id }, parsePageRequest(await searchParams))
  return (
    <Section id="history" title="History">
      <Anchor size="sm" href={`/api/export/audit?target=${id}`}>
        Export CSV
      </Anchor>
      <ListFrame
        page={page}
        path={`/waves/${id}/history`}
        pages="Pages of the history"
        nothing="Nothing is recorded of this wave."
      >
        <EventTable events={page.entries} labelledBy="history" />
      </ListFrame>
    </Section>
  )
}
