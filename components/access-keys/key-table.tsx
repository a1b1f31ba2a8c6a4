import { Badge, Text } from '@mantine/core'
import type { AccessKeySummary } from '@/lib/access-keys/schema.shared'
import { ROLE_NAMES } from '../account/role-names'
import { type Column, DataTable } from '../ui/data-table'
import { TextLink } from '../ui/text-link'
import { RelativeTime } from '../ui/time/relative-time'

/** Whether an access key may call. */
export function KeyStatus({ disabled }: { disabled: boolean }) {
  return (
    <Badge miw="max-content" variant="dot" color={disabled ? 'gray' : 'teal'} tt="none" fw={550}>
      {disabled ? 'Disabled' : 'Active'}
    </Badge>
  )
}

/** A page of the access keys. */
export function KeyTable({ keys, labelledBy }: { keys: AccessKeySummary[]; labelledBy: string }) {
  const now = new Date()
  const columns: Column<AccessKeySummary>[] = [
    { label: 'Name', cell: (key) => <NameAndId {...key} /> },
    { label: 'Role', cell: ({ role }) => ROLE_NAMES[role] },
    { label: 'Owner', cell: ({ owner }) => owner },
    { label: 'Status', cell: ({ disabled }) => <KeyStatus disabled={disabled} /> },
    {
      label: 'Last used',
      cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} now={now} /> : 'never'),
    },
    { label: 'Created', cell: ({ createdAt }) => <RelativeTime at={createdAt} now={now} /> },
  ]
  return <DataTable labelledBy={labelledBy} columns={columns} rows={keys} keyOf={({ id }) => id} />
}

function NameAndId({ id, name }: AccessKeySummary) {
  return (
    <>
      <TextLink href={`/settings/access-keys/${id}`}>{name}</TextLink>
      <Text size="xs" c="dimmed" ff="monospace">
        {id}
      </Text>
    </>
  )
}
