import { titledByWave, waveOf } from '@/app/(console)/waves/[id]/wave-of'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { ListFrame } from '@/components/ui/list/list-frame'
import { Section } from '@/components/ui/section'
import { UnexpectedTable } from '@/components/waves/unexpected/unexpected-table'
import { parsePageRequest } from '@/lib/list/page.shared'
import { parseHostFilter, unreadHostFilters } from '@/lib/waves/hosts/query.shared'
import { listUnexpected } from '@/lib/waves/unexpected/reads'
import type { PageProps } from '@/request/page-props'

export const generateMetadata = titledByWave('Unexpected')

/** The third tab of a wave: who came that nobody planned, and what is to be decided. */
export default async function UnexpectedPage({ params, searchParams }: PageProps<{ id: string }>) {
  const { id } = await params
  const { actor } = await waveOf(id)
  const parameters = await searchParams
  const unread = unreadHostFilters(parameters)
  const { search, kind } = parseHostFilter(parameters)
  const page = await listUnexpected(actor, id, { search, kind }, parsePageRequest(parameters))
  return (
    <Section id="unexpected" title="Unexpected">
      <ListFilters
        label="Unexpected source servers"
        placeholder="Host name, address or machine"
        selects={[
          {
            label: 'Show',
            name: 'kind',
            all: 'Nobody planned',
            choices: [
              ['accepted', 'Put in by hand'],
              ['left', 'Taken out, or said to be no host'],
            ],
          },
        ]}
        withoutDays
        exported={{ path: '/api/export/unexpected', with: { wave: id } }}
        total={page.total}
        unread={unread}
        nouns={['source server', 'source servers']}
        codeNote={<CodeInSearch />}
      />
      <ListFrame
        page={page}
        unread={unread}
        path={`/waves/${id}/unexpected`}
        filter={{ search, kind }}
        pages="Pages of the unexpected"
        nothing={
          search || kind ? 'No source server matches.' : 'Nobody came who is not on the list.'
        }
      >
        <UnexpectedTable waveId={id} sources={page.entries} labelledBy="unexpected" />
      </ListFrame>
    </Section>
  )
}
