import { Text } from '@mantine/core'
import type { TokenSummary } from '@/lib/tokens/schema'
import { type Column, DataTable } from '../list/data-table'
import { RelativeTime } from '../time/relative-time'
import { TokenId } from './token-id'
import { TokenStatusBadge } from './token-status-badge'
import { Usage } from './usage'

/** A page of the list of tokens. */
export function TokenTable({ tokens, labelledBy }: { tokens: TokenSummary[]; labelledBy: string }) {
  const now = new Date()
  const columns: Column<TokenSummary>[] = [
    { label: 'ID', cell: ({ id }) => <TokenId id={id} /> },
    { label: 'Name', cell: (token) => <NameAndDescription {...token} /> },
    { label: 'Registered', cell: (token) => <Usage {...token} /> },
    { label: 'Status', cell: ({ status }) => <TokenStatusBadge status={status} /> },
    { label: 'Expires', cell: ({ expiresAt }) => <RelativeTime at={expiresAt} now={now} /> },
    { label: 'Created', cell: (token) => <Created {...token} now={now} /> },
  ]
  return <DataTable labelledBy={labelledBy} columns={columns} rows={tokens} keyOf={({ id }) => id} />
}

function NameAndDescription({ name, description }: TokenSummary) {
  return (
    <>
      {name ?? (
        <Text c="dimmed" size="sm" span>
          No name
        </Text>
      )}
      {description && (
        <Text size="xs" c="dimmed" lineClamp={2} title={description}>
          {description}
        </Text>
      )}
    </>
  )
}

function Created({ createdAt, createdBy, now }: TokenSummary & { now: Date }) {
  return (
    <>
      <RelativeTime at={createdAt} now={now} />
      <Text size="xs" c="dimmed">
        by {createdBy}
      </Text>
    </>
  )
}
