import { Card, Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { IssueTokenForm } from '@/components/tokens/issue-token-form'
import { TokenList } from '@/components/tokens/token-list'
import { isOperator } from '@/lib/auth/actor'
import { requireVisit } from '@/lib/auth/gates'
import { parsePageKey } from '@/lib/tokens/page-key'
import { listTokens } from '@/lib/tokens/reads'
import classes from './page.module.css'

export const metadata: Metadata = { title: 'Activation codes' }

type TokensPageProps = { searchParams: Promise<{ after?: string | string[]; before?: string | string[] }> }

export default async function TokensPage({ searchParams }: TokensPageProps) {
  const { actor } = await requireVisit()
  const { after, before } = await searchParams
  const page = await listTokens(actor, { after: parsePageKey(after), before: parsePageKey(before) })
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
        <TokenList {...page} canIssue={canIssue} labelledBy="tokens" />
      </div>
    </Stack>
  )
}
