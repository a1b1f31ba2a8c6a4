import { Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { AutoRefresh } from '@/components/layout/auto-refresh'
import { SourceList } from '@/components/sources/source-list'
import { SourceSearch } from '@/components/sources/source-search'
import { PageHeader } from '@/components/ui/page-header'
import { latestChange } from '@/lib/audit/latest-change'
import { parsePageRequest } from '@/lib/list/page.shared'
import { listSources } from '@/lib/sources/reads'
import { codePattern } from '@/lib/text/code-pattern.shared'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Source servers' }

export default async function SourcesPage({ searchParams }: PageProps) {
  const { actor } = await requireSession()
  const seen = await latestChange()
  const query = await searchParams
  const text =
    typeof query.search === 'string' ? query.search.replace(/\p{Cc}/gu, '').slice(0, 256) : ''
  const search = codePattern.test(text) ? '' : text
  const page = await listSources(actor, parsePageRequest(query), search)
  return (
    <Stack gap="lg">
      <AutoRefresh seen={seen} />
      <PageHeader
        id="sources"
        title="Source servers"
        description="Machines that registered with an activation code."
      />
      <SourceSearch />
      <SourceList page={page} search={search} labelledBy="sources" />
    </Stack>
  )
}
