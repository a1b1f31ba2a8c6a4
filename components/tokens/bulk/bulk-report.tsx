'use client'

import { Progress, Stack, Text } from '@mantine/core'
import { TextLink } from '@/components/ui/text-link'
import { formatCount } from '@/lib/list/count.shared'
import type { BulkFailure } from '@/lib/tokens/bulk/schema.shared'
import { nameOf } from '../token-name'
import { BULK_WORDS, type BulkKind } from './bulk-words'
import type { BulkProgress } from './use-bulk'

const FAILURES: Record<BulkFailure['reason'], string> = {
  unknown_token: 'was deleted meanwhile',
  not_longer: 'is valid for longer already',
}

/** Failures listed by name. */
const MOST_LISTED = 100

/** How far a bulk change is, and at its end what became of it. */
export function BulkReport({
  kind,
  progress,
  total,
}: {
  kind: BulkKind
  progress: BulkProgress
  total?: number
}) {
  const { state, changed, unchanged, failures } = progress
  const done = changed + unchanged + failures.length
  return (
    <Stack gap="xs">
      {total !== undefined && (
        <Progress.Root>
          <Progress.Section
            value={(done / Math.max(done, total, 1)) * 100}
            animated={state === 'running'}
            aria-label="Progress"
          />
        </Progress.Root>
      )}
      <Text size="sm" role="status">
        {state === 'running' ? soFar(done, total) : summary(kind, progress)}
      </Text>
      {state === 'ended' && failures.length > 0 && (
        <ul
          aria-label="Codes that were not changed"
          style={{ margin: 0, maxHeight: '14rem', overflowY: 'auto', paddingLeft: '1.25rem' }}
        >
          {failures.slice(0, MOST_LISTED).map((failure) => (
            <Text component="li" size="sm" key={failure.id} style={{ overflowWrap: 'anywhere' }}>
              {failure.reason === 'unknown_token' ? (
                nameOf(failure)
              ) : (
                <TextLink href={`/tokens/${failure.id}`}>{nameOf(failure)}</TextLink>
              )}{' '}
              {FAILURES[failure.reason]}
            </Text>
          ))}
          {failures.length > MOST_LISTED && (
            <Text component="li" size="sm">
              and {failures.length - MOST_LISTED} more
            </Text>
          )}
        </ul>
      )}
    </Stack>
  )
}

const soFar = (done: number, total?: number) =>
  `${formatCount(done)}${total ? ` of ${formatCount(total)}` : ''} done`

/** "Not finished: 12 disabled, 3 disabled before, 1 not possible." */
function summary(kind: BulkKind, { changed, unchanged, failures, left }: BulkProgress): string {
  const { done, already } = BULK_WORDS[kind]
  const parts = [
    `${formatCount(changed)} ${done}`,
    ...(unchanged ? [`${formatCount(unchanged)} ${already}`] : []),
    ...(failures.length ? [`${formatCount(failures.length)} not possible`] : []),
  ]
  return `${left ? 'Not finished: ' : ''}${parts.join(', ')}.`
}
