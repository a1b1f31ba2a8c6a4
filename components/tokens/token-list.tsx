import { Paper, Stack, Text } from '@mantine/core'
import type { Page } from '@/lib/paging'
import type { TokenSummary } from '@/lib/tokens/schema'
import { BeyondEnd } from '../list/beyond-end'
import { Pager } from '../list/pager'
import { IssueCodeButton } from './issue-code-button'
import { TokenTable } from './token-table'

type TokenListProps = { page: Page<TokenSummary>; canIssue: boolean; labelledBy: string }

/** The list of tokens with its pager, or what to do while there is none. */
export function TokenList({ page: { entries, beyond, newer, older }, canIssue, labelledBy }: TokenListProps) {
  if (beyond) return <BeyondEnd firstPage="/tokens" />
  return (
    <Stack gap="sm">
      {entries.length > 0 ? <TokenTable tokens={entries} labelledBy={labelledBy} /> : <EmptyList canIssue={canIssue} />}
      <Pager label="Pages of the list" newer={newer} older={older} hrefOf={(parameter, key) => `/tokens?${parameter}=${key}`} />
    </Stack>
  )
}

function EmptyList({ canIssue }: { canIssue: boolean }) {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack align="center" gap="sm" ta="center">
        <Text fw={600}>No activation codes yet</Text>
        <Text size="sm" c="dimmed" maw={420}>
          With an activation code, source servers register themselves for migration: as many as its count allows, until it expires.
          {!canIssue && ' Operators and administrators can issue one.'}
        </Text>
        <IssueCodeButton variant="light" />
      </Stack>
    </Paper>
  )
}
