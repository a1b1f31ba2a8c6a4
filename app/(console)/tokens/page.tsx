import { Card, Group, Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { UnreadFiltersNote } from '@/components/list/unread-filters-note'
import { KeepFresh } from '@/components/shell/keep-fresh'
import { TextLink } from '@/components/shell/text-link'
import { IssueTokenForm } from '@/components/tokens/issue-token-form'
import { TokenFilters } from '@/components/tokens/token-filters'
import { TokenList } from '@/components/tokens/token-list'
import { latestChange } from '@/lib/audit/latest-change'
import { listActors } from '@/lib/audit/reads'
import { isOperator } from '@/lib/auth/actor'
import { formatTokenKey, parseTokenListQuery, unreadTokenFilters } from '@/lib/tokens/list-query'
import { listTokens } from '@/lib/tokens/list-reads'
import { requireVisit } from '@/request/gates'
import classes from './page.module.css'

export const metadata: Metadata = { title: 'Activation codes' }

type TokensPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function TokensPage({ searchParams }: TokensPageProps) {
  const { actor } = await requireVisit()
  const seen = await latestChange()
  const parameters = await searchParams
  const query = parseTokenListQuery(parameters)
  const unread = unreadTokenFilters(parameters)
  const [page, people] = await Promise.all([listTokens(actor, query), listActors(actor)])
  const canIssue = isOperator(actor)
  const place = [query.after, query.before].map((key) => key && formatTokenKey(key)).join()
  return (
    <Stack gap="lg">
      <KeepFresh seen={seen} />
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <Title order={1} size="h2" id="tokens">
            Activation codes
          </Title>
          <Text c="dimmed" size="sm">
            Source servers register themselves with these codes.
          </Text>
        </div>
        <TextLink href="/tokens/find">Find a leaked code</TextLink>
      </Group>
      <div className={canIssue ? classes.columns : undefined}>
        {canIssue && (
          <Card withBorder component="section" aria-labelledby="issue" className={classes.form}>
            <Title order={2} size="h4" mb="md" id="issue">
              Issue an activation code
            </Title>
            <IssueTokenForm />
          </Card>
        )}
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
