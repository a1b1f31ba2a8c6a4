import { Card, Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { IssueTokenForm } from '@/components/tokens/issue-token-form'
import { TokenList } from '@/components/tokens/token-list'
import { isOperator } from '@/lib/auth/actor'
import { requireVisit } from '@/lib/auth/gates'
import { parsePageRequest } from '@/lib/paging'
import { listTokens } from '@/lib/tokens/reads'
import classes from './page.module.css'

export const metadata: Metadata = { title: 'Activation codes' }

type TokensPageProps = { searchParams: Promise<{ after?: string | string[]; before?: string | string[] }> }

export default async function TokensPage({ searchParams }: TokensPageProps) {
  const { actor } = await requireVisit()
  const page = await listTokens(actor, parsePageRequest(await searchParams))
  const canIssue = isOperator(actor)
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2" id="tokens">
          Activation codes
        </Title>
        <Text c="dimmed" size="sm">
          Source servers register themselves with these codes.
        </Text>
      </div>
      <div className={canIssue ? classes.columns : undefined}>
        {canIssue && (
          <Card withBorder component="section" aria-labelledby="issue" className={classes.form}>
            <Title order={2} size="h4" mb="md" id="issue">
              Issue an activation code
            </Title>
            <IssueTokenForm />
          </Card>
        )}
        <TokenList page={page} canIssue={canIssue} labelledBy="tokens" />
      </div>
    </Stack>
  )
}
