import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { ListFrame } from '@/components/ui/list/list-frame'
import { Section } from '@/components/ui/section'
import { AddHostButton } from '@/components/waves/hosts/add-host-button'
import { MissingTable } from '@/components/waves/hosts/missing-table'
import { ListLinks } from '@/components/waves/import/list-links'
import { parsePageRequest } from '@/lib/list/page.shared'
import { parseHostFilter, unreadHostFilters } from '@/lib/waves/hosts/query.shared'
import { listHosts } from '@/lib/waves/hosts/reads'
import type { PageProps } from '@/request/page-props'
import { titledByWave, waveOf } from '../wave-of'

export const generateMetadata = titledByWave()

/** The first tab of a wave: who has not come, and why. */
export default async function MissingPage({ params, searchParams }: PageProps<{ id: string }>) {
  const { id } = await params
  const { actor, wave } = await waveOf(id)
  const parameters = await searchParams
  const unread = unreadHostFilters(parameters)
  const { search, tried } = parseHostFilter(parameters)
  const filter = { state: 'missing' as const, search, tried }
  const page = await listHosts(actor, id, filter, parsePageRequest(parameters))
  const nothing =
    search || tried
      ? 'No missing host matches.'
      : wave.expectedCount > 0
        ? 'Nobody is missing.'
        : 'No hosts are expected yet. Put in a list, or add hosts one by one.'
  return (
    <Section id="missing" title="Missing">
      <ListLinks waveId={id}>
        <AddHostButton waveId={id} />
      </ListLinks>
      <ListFilters
        label="Missing hosts"
        placeholder="Host name, application, owner or note"
        selects={[
          {
            label: 'Tried',
            name: 'tried',
            all: 'Any',
            choices: [
              ['never', 'Never tried'],
              ['refused', 'Was refused'],
            ],
          },
        ]}
        withoutDays
        exported={{
          path: '/api/export/hosts',
          with: { wave: id, state: 'missing' },
          formats: [
            ['CSV', ''],
            ['names', 'list'],
          ],
        }}
        total={page.total}
        unread={unread}
        nouns={['missing host', 'missing hosts']}
        codeNote={<CodeInSearch />}
      />
      <ListFrame
        page={page}
        unread={unread}
        path={`/waves/${id}`}
        filter={{ search, tried }}
        pages="Pages of the missing hosts"
        nothing={nothing}
      >
        <MissingTable waveId={id} hosts={page.entries} labelledBy="missing" />
      </ListFrame>
    </Section>
  )
}
