import { titledByWave, waveOf } from '@/app/(console)/waves/[id]/wave-of'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { ListFrame } from '@/components/ui/list/list-frame'
import { Section } from '@/components/ui/section'
import { WaivedTable } from '@/components/waves/hosts/waived-table'
import { parsePageRequest } from '@/lib/list/page.shared'
import { parseHostFilter, unreadHostFilters } from '@/lib/waves/hosts/query.shared'
import { listHosts } from '@/lib/waves/hosts/reads'
import type { PageProps } from '@/request/page-props'

export const generateMetadata = titledByWave('Waived')

/** The fourth tab of a wave: hosts that nobody waits for any more. */
export default async function WaivedPage({ params, searchParams }: PageProps<{ id: string }>) {
  const { id } = await params
  const { actor } = await waveOf(id)
  const parameters = await searchParams
  const unread = unreadHostFilters(parameters)
  const { search } = parseHostFilter(parameters)
  const filter = { state: 'waived' as const, search }
  const page = await listHosts(actor, id, filter, parsePageRequest(parameters))
  return (
    <Section id="waived" title="Waived">
      <ListFilters
        label="Waived hosts"
        placeholder="Host name, application, owner or note"
        withoutDays
        exported={{ path: '/api/export/hosts', with: { wave: id, state: 'waived' } }}
        total={page.total}
        unread={unread}
        nouns={['waived host', 'waived hosts']}
        codeNote={<CodeInSearch />}
      />
      <ListFrame
        page={page}
        unread={unread}
        path={`/waves/${id}/waived`}
        filter={{ search }}
        pages="Pages of the waived hosts"
        nothing={search ? 'No waived host matches.' : 'No host was waived.'}
      >
        <WaivedTable waveId={id} hosts={page.entries} labelledBy="waived" />
      </ListFrame>
    </Section>
  )
}
