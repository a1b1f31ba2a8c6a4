import { RegistrationTable } from '@/components/registrations/registration-table'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { ListFrame } from '@/components/ui/list/list-frame'
import { Section } from '@/components/ui/section'
import { parsePageRequest } from '@/lib/list/page.shared'
import { parseLedgerFilter, unreadLedgerFilters } from '@/lib/registrations/ledger-query.shared'
import { listRegistrationsOfToken } from '@/lib/registrations/reads'
import type { PageProps } from '@/request/page-props'
import { titledByToken, tokenOf } from './token-of'

export const generateMetadata = titledByToken()

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
        total={page.total}
        unread={unread}
        nouns={['registration', 'registrations']}
        codeNote={<CodeInSearch />}
      />
      <ListFrame
        page={page}
        unread={unread}
        path={`/tokens/${id}`}
        filter={filter}
        pages="Pages of the registrations"
        nothing={nothing}
      >
        <RegistrationTable registrations={page.entries} of="token" labelledBy="registrations" />
      </ListFrame>
    </Section>
  )
}
