import { Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { ROLE_NAMES } from '@/components/actors/role-names'
import { AutoRefresh } from '@/components/layout/live/auto-refresh'
import { PageHeader } from '@/components/layout/page-header'
import { InviteButton } from '@/components/people/invite-button'
import { PersonTable } from '@/components/people/person-table'
import { STATE_NAMES } from '@/components/people/person-words'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { ListFrame } from '@/components/ui/list/list-frame'
import { latestChange } from '@/lib/audit/latest-change'
import { parsePageRequest } from '@/lib/list/page.shared'
import { parsePersonFilter, unreadPersonFilters } from '@/lib/people/list/query.shared'
import { listPeople } from '@/lib/people/list/reads'
import type { PageProps } from '@/request/page-props'
import { requirePermission } from '@/request/permission'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage({ searchParams }: PageProps) {
  const actor = await requirePermission('people.manage')
  const seen = await latestChange()
  const parameters = await searchParams
  const filter = parsePersonFilter(parameters)
  const unread = unreadPersonFilters(parameters)
  const page = await listPeople(actor, filter, parsePageRequest(parameters))
  return (
    <Stack gap="lg">
      <AutoRefresh seen={seen} />
      <PageHeader
        id="people"
        title="People"
        description="Who signs in to this console. Nobody is deleted: events go on naming them."
      >
        <InviteButton />
      </PageHeader>
      <ListFilters
        label="People"
        placeholder="Name or email"
        selects={[
          { label: 'Role', name: 'role', all: 'Any', choices: Object.entries(ROLE_NAMES) },
          { label: 'State', name: 'state', all: 'Any', choices: Object.entries(STATE_NAMES) },
          {
            label: 'Second factor',
            name: 'factor',
            all: 'Any',
            choices: [
              ['on', 'On'],
              ['off', 'Off'],
            ],
          },
          {
            label: 'Signs in with',
            name: 'by',
            all: 'Any',
            choices: [
              ['password', 'Password'],
              ['provider', 'Single sign-on'],
            ],
          },
          { label: 'Order', name: 'sort', all: 'Name', choices: [['newest', 'Newest first']] },
        ]}
        withoutDays
        total={page.total}
        unread={unread}
        nouns={['person', 'people']}
        codeNote={<CodeInSearch />}
      />
      <ListFrame
        page={page}
        unread={unread}
        path="/people"
        filter={filter}
        pages="Pages of the people"
        byTime={filter.sort === 'newest'}
        nothing="Nobody matches."
      >
        <PersonTable people={page.entries} labelledBy="people" />
      </ListFrame>
    </Stack>
  )
}
