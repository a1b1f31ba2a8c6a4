'use client'

import { Alert, Button, Group, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { relativeTime } from '@/components/ui/time/relative-time'
import { serverNow } from '@/components/ui/time/server-now'
import { AUDIT_ACTIONS, isAuditAction } from '@/lib/audit/schema.shared'
import type { EditError } from '@/lib/tokens/edit/schema.shared'

export type Conflict = Extract<EditError, { reason: 'changed_meanwhile' }>

type ChangedMeanwhileProps = {
  conflict: Conflict
  differences: [name: string, now: string][]
  onUseTheirs?: () => void
}

/** Tells that another changed the code first: who, what, and that nothing is lost. */
export function ChangedMeanwhile({
  conflict: { last },
  differences,
  onUseTheirs,
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
          {last.actorName}: {inWords(last.action)}, {relativeTime(last.at, serverNow())}.
        </Text>
      )}
      {differences.map(([name, now]) => (
        <Text key={name} size="sm">
          {name} is now <b>{now}</b>.
        </Text>
      ))}
      {onUseTheirs && (
        <>
          <Text size="sm" mt={4}>
            What you typed is still here. Save again to use it, or use theirs.
          </Text>
          <Group mt="sm">
            <Button size="xs" variant="default" onClick={onUseTheirs}>
              Use theirs
            </Button>
          </Group>
        </>
      )}
    </Alert>
  )
}

const inWords = (action: string) =>
  isAuditAction(action) ? AUDIT_ACTIONS[action].toLowerCase() : action
