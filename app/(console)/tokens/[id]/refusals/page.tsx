import { REASONS } from '@/components/refusals/reasons'
import { RefusalTable } from '@/components/refusals/refusal-table'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { ListFrame } from '@/components/ui/list/list-frame'
import { Section } from '@/components/ui/section'
import { parsePageRequest } from '@/lib/list/page.shared'
import { parseRefusalFilter, unreadRefusalFilters } from '@/lib/refusals/query.shared'
import { listRefusals } from '@/lib/refusals/reads'
import type { PageProps } from '@/request/page-props'
import { titledByToken, tokenOf } from '../token-of'

export const generateMetadata = titledByToken('Refusals')

/** The second tab of a code: the attempts with it that were turned away. */
export default async function TokenRefusalsPage({
  params,
  searchParams,
}: PageProps<{ id: string }>) {
  const { id } = await params
  const { actor } = await tokenOf(id)
  const parameters = await searchParams
  const unread = unreadRefusalFilters(parameters)
  const filter = parseRefusalFilter(parameters)
  const page = await listRefusals(actor, { ...filter, code: id }, parsePageRequest(parameters))
  const nothing =
    Object.keys(filter).length > 0
      ? 'No refusal matches.'
      : 'No attempt with this code was refused.'
  return (
    <Section id="refusals" title="Refused attempts">
      <ListFilters
        label="Refused attempts"
        placeholder="Machine or address"
        selects={[
          { label: 'Reason', name: 'reason', all: 'Any', choices: Object.entries(REASONS) },
        ]}
        exported={{ path: '/api/export/refusals', with: { code: id } }}
        total={page.total}
        unread={unread}
        nouns={['refusal', 'refusals']}
        codeNote={<CodeInSearch />}
      />
      <ListFrame
        page={page}
        unread={unread}
        path={`/tokens/${id}/refusals`}
        filter={filter}
        pages="Pages of the refused attempts"
        nothing={nothing}
      >
        <RefusalTable refusals={page.entries} labelledBy="refusals" />
      </ListFrame>
    </Section>
  )
}
