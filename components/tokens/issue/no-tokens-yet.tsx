'use client'

import { Paper, Stack, Text } from '@mantine/core'
import { useCan } from '@/components/layout/permissions'
import { IssueCodeButton } from './issue-code-button'

/** What to do on a console that has no code yet. */
export function NoTokensYet() {
  const canIssue = useCan('tokens.write')
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack align="center" gap="sm" ta="center">
        <Text fw={600}>No activation codes yet</Text>
        <Text size="sm" c="dimmed" maw={420}>
          With an activation code, source servers register themselves for migration: as many as its
          count allows, until it expires.
          {!canIssue && ' Operators and administrators can issue one.'}
        </Text>
        <IssueCodeButton variant="light" />
      </Stack>
    </Paper>
  )
}
