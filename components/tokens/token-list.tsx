import { Group, Paper, Stack, Text } from '@mantine/core'
import type { TokenSummary } from '@/lib/tokens/schema'
import { TextLink } from '../shell/text-link'
import { IssueCodeButton } from './issue-code-button'
import { TokenTable } from './token-table'

type TokenListProps = { tokens: TokenSummary[]; newer?: string; older?: string; canIssue: boolean; labelledBy: string }

/** The list of tokens with its pager, or what to do while there is none. */
export function TokenList({ tokens, newer, older, canIssue, labelledBy }: TokenListProps) {
  return (
    <Stack gap="sm">
      {tokens.length > 0 ? <TokenTable tokens={tokens} labelledBy={labelledBy} /> : <EmptyList canIssue={canIssue} />}
      {(newer || older) && (
        <Group component="nav" aria-label="Pages of the list" justify="space-between">
          {newer ? <TextLink href={`/tokens?before=${newer}`}>← Newer</TextLink> : <span />}
          {older && <TextLink href={`/tokens?after=${older}`}>Older →</TextLink>}
        </Group>
      )}
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
