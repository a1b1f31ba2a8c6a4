import { RegistrationTable } from '@/components/registrations/registration-table'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { Pager } from '@/components/ui/list/pager'
import { UnreadFiltersNote } from '@/components/ui/list/unread-filters-note'
import { Section } from '@/components/ui/section'
import { parsePageRequest } from '@/lib/list/page.shared'
import { parseLedgerFilter, unreadLedgerFilters } from '@/lib/registrations/ledger-query.shared'
import { listRegistrationsOfToken } from '@/lib/registrations/reads'
import type { PageProps } from '@/request/page-props'
import { tokenOf } from './token-of'

/** The first tab of a code: the source servers that registered with it. */
export default async function TokenRegistrationsPage({
  params,
  searchParams,
}: PageProps<{ id: string }>) {
  const { id } = await params
  const { actor, token } = await tokenOf(id)
  const parameters = await searchParams
  const unread = unreadLedgerFilters(parameters)
  const filter = parseLedgerFilter(parameters)
  const page = await listRegistrationsOfToken(actor, id, parsePageRequest(parameters), filter)
  const { entries, previous, next, total } = page
  const nothing =
    token.registeredCount === 0
      ? 'No source server has registered with this code yet.'
      : 'No registration matches.'
  return (
    <Section id="registrations" title="Registrations">
      <ListFilters
        label="Registrations"
        placeholder="Server, host name or address"
        exported={{ path: '/api/export/registrations', with: { code: id } }}
        total={total}
        nouns={['registration', 'registrations']}
        codeNote={<CodeInSearch />}
      />
      {unread.length > 0 ? (
        <UnreadFiltersNote names={unread} all={`/tokens/${id}`} />
      ) : entries.length === 0 ? (
        nothing
      ) : (
        <RegistrationTable registrations={entries} of="token" labelledBy="registrations" />
      )}
      <Pager label="Pages of the registrations" previous={previous} next={next} />
    </Section>
  )
}
