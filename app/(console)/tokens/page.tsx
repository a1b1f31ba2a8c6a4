import { Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { AutoRefresh } from '@/components/layout/live/auto-refresh'
import { PageHeader } from '@/components/layout/page-header'
import { IssueBeside } from '@/components/tokens/issue/issue-beside'
import { TokenFilters } from '@/components/tokens/list/token-filters'
import { TokenList } from '@/components/tokens/list/token-list'
import { UnreadFiltersNote } from '@/components/ui/list/unread-filters-note'
import { TextLink } from '@/components/ui/text-link'
import { isAllowed } from '@/lib/actors/actor'
import { latestChange } from '@/lib/audit/latest-change'
import { formatCursor } from '@/lib/list/page.shared'
import { listCreators } from '@/lib/tokens/list/creators'
import { parseTokenListQuery, unreadTokenFilters } from '@/lib/tokens/list/query.shared'
import { listTokens } from '@/lib/tokens/list/reads'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'
import classes from './page.module.css'

export const metadata: Metadata = { title: 'Activation codes' }

export default async function TokensPage({ searchParams }: PageProps) {
  const { actor } = await requireSession()
  const seen = await latestChange()
  const parameters = await searchParams
  const query = parseTokenListQuery(parameters)
  const unread = unreadTokenFilters(parameters)
  const [page, people] = await Promise.all([listTokens(actor, query), listCreators(actor)])
  const canIssue = isAllowed(actor, 'tokens.write')
  const place = [query.after, query.before].map((key) => key && formatCursor(key)).join()
  return (
    <Stack gap="lg">
      <AutoRefresh seen={seen} />
      <PageHeader
        id="tokens"
        title="Activation codes"
        description="Source servers register themselves with these codes."
      >
        <TextLink href="/tokens/find">Find a leaked code</TextLink>
      </PageHeader>
      <div className={canIssue ? classes.columns : undefined}>
        {canIssue && <IssueBeside className={classes.form} />}
        <Stack gap="md" miw={0}>
          <TokenFilters people={people} />
          {unread.length > 0 ? (
            <UnreadFiltersNote names={unread} all="/tokens" />
          ) : (
            <TokenList key={place} page={page} query={query} now={new Date()} labelledBy="tokens" />
          )}
        </Stack>
      </div>
    </Stack>
  )
}
