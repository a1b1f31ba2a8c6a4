import { Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { KeepFresh } from '@/components/shell/keep-fresh'
import { SourceList } from '@/components/sources/source-list'
import { SourceSearch } from '@/components/sources/source-search'
import { latestChange } from '@/lib/audit/latest-change'
import { parsePageRequest } from '@/lib/paging'
import { listSources } from '@/lib/sources/reads'
import { codePattern } from '@/lib/tokens/code-pattern'
import { requireVisit } from '@/request/gates'

export const metadata: Metadata = { title: 'Source servers' }

type SourcesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SourcesPage({ searchParams }: SourcesPageProps) {
  const { actor } = await requireVisit()
  const seen = await latestChange()
  const query = await searchParams
  const text =
    typeof query.search === 'string' ? query.search.replace(/\p{Cc}/gu, '').slice(0, 256) : ''
  const search = codePattern.test(text) ? '' : text
  const page = await listSources(actor, parsePageRequest(query), search)
  return (
    <Stack gap="lg">
      <KeepFresh seen={seen} />
      <div>
        <Title order={1} size="h2" id="sources">
          Source servers
        </Title>
        <Text c="dimmed" size="sm">
          Machines that registered with an activation code.
        </Text>
      </div>
      <SourceSearch />
      <SourceList page={page} search={search} labelledBy="sources" />
    </Stack>
  )
}
