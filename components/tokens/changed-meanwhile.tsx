'use client'

import { Alert, Button, Group, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { AUDIT_ACTIONS, isAuditAction } from '@/lib/audit/schema'
import type { ChangeRefusal } from '@/lib/tokens/change-schema'
import { relativeTime } from '../time/relative-time'
import { serverNow } from '../time/server-now'

export type Conflict = Extract<ChangeRefusal, { reason: 'changed_meanwhile' }>

type ChangedMeanwhileProps = {
  conflict: Conflict
  differences: [name: string, now: string][]
  onTakeTheirs?: () => void
}

/** Tells that another changed the code first: who, what, and that nothing is lost. */
export function ChangedMeanwhile({
  conflict: { last },
  differences,
  onTakeTheirs,
}: ChangedMeanwhileProps) {
  return (
    <Alert
      color="yellow"
      icon={<IconInfoCircle aria-hidden />}
      title="This code was changed meanwhile"
      role="alert"
    >
      {last && (
        <Text size="sm">
          {last.actorName}:{' '}
          {isAuditAction(last.action) ? AUDIT_ACTIONS[last.action].toLowerCase() : last.action},{' '}
          {relativeTime(last.at, serverNow())}.
        </Text>
      )}
      {differences.map(([name, now]) => (
        <Text key={name} size="sm">
          {name} is now <b>{now}</b>.
        </Text>
      ))}
      {onTakeTheirs && (
        <>
          <Text size="sm" mt={4}>
            What you typed is still here. Save again to use it, or take over theirs.
          </Text>
          <Group mt="sm">
            <Button size="xs" variant="default" onClick={onTakeTheirs}>
              Take over theirs
            </Button>
          </Group>
        </>
      )}
    </Alert>
  )
}
