import { titledByWave, waveOf } from '@/app/(console)/waves/[id]/wave-of'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { ListFrame } from '@/components/ui/list/list-frame'
import { Section } from '@/components/ui/section'
import { RegisteredTable } from '@/components/waves/hosts/registered-table'
import { parsePageRequest } from '@/lib/list/page.shared'
import { parseHostFilter, unreadHostFilters } from '@/lib/waves/hosts/query.shared'
import { listHosts } from '@/lib/waves/hosts/reads'
import type { PageProps } from '@/request/page-props'

export const generateMetadata = titledByWave('Registered')

/** The second tab of a wave: the hosts that came. */
export default async function RegisteredPage({ params, searchParams }: PageProps<{ id: string }>) {
  const { id } = await params
  const { actor } = await waveOf(id)
  const parameters = await searchParams
  const unread = unreadHostFilters(parameters)
  const { search } = parseHostFilter(parameters)
  const filter = { state: 'registered' as const, search }
  const page = await listHosts(actor, id, filter, parsePageRequest(parameters))
  return (
    <Section id="registered" title="Registered">
      <ListFilters
        label="Registered hosts"
        placeholder="Host name, application, owner or note"
        withoutDays
        exported={{ path: '/api/export/hosts', with: { wave: id, state: 'registered' } }}
        total={page.total}
        unread={unread}
        nouns={['registered host', 'registered hosts']}
        codeNote={<CodeInSearch />}
      />
      <ListFrame
        page={page}
        unread={unread}
        path={`/waves/${id}/registered`}
        filter={{ search }}
        pages="Pages of the registered hosts"
        nothing={search ? 'No registered host matches.' : 'No expected host has registered yet.'}
      >
        <RegisteredTable waveId={id} hosts={page.entries} labelledBy="registered" />
      </ListFrame>
    </Section>
  )
}
