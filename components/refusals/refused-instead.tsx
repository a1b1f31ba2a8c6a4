'use client'

import { Alert, List } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { refusalsHref } from '@/lib/refusals/query.shared'
import type { RefusalSummary } from '@/lib/refusals/schema.shared'
import { TextLink } from '../ui/text-link'
import { RelativeTime } from '../ui/time/relative-time'
import { serverNow } from '../ui/time/server-now'
import { REASONS } from './reasons'

type RefusedInsteadProps = { refusals: RefusalSummary[]; search: string }

/** What a search for a source server was really looking for: a machine that was turned away. */
export function RefusedInstead({ refusals, search }: RefusedInsteadProps) {
  const now = serverNow()
  return (
    <Alert
      color="yellow"
      icon={<IconInfoCircle aria-hidden />}
      title="Turned away, so not registered"
    >
      <List size="sm" spacing={4} mb="xs" styles={{ item: { overflowWrap: 'anywhere' } }}>
        {refusals.map(({ id, hostname, source, reason, lastAt }) => (
          <List.Item key={id}>
            {hostname || source} was refused <RelativeTime at={lastAt} now={now} />:{' '}
            {REASONS[reason].toLowerCase()}
          </List.Item>
        ))}
      </List>
      <TextLink href={refusalsHref({ search })}>Show these refusals</TextLink>
    </Alert>
  )
}
