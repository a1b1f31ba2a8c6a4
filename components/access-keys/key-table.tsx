import { Text } from '@mantine/core'
import type { AccessKeyStatus, AccessKeySummary } from '@/lib/access-keys/schema.shared'
import { ROLE_NAMES } from '../actors/role-names'
import { Badge, type BadgeColor } from '../ui/badge'
import { type Column, DataTable } from '../ui/data-table'
import { TextLink } from '../ui/text-link'
import { RelativeTime } from '../ui/time/relative-time'

const STATUSES: Record<AccessKeyStatus, [label: string, color: BadgeColor]> = {
  active: ['Active', 'teal'],
  disabled: ['Disabled', 'gray'],
  owner_deactivated: ['Owner deactivated', 'gray'],
  expired: ['Expired', 'gray'],
}

/** Whether an access key may call. */
export function KeyStatus({ status }: { status: AccessKeyStatus }) {
  const [label, color] = STATUSES[status]
  return <Badge color={color}>{label}</Badge>
}

/** What an access key may do; what it was made for beside it, where its owner may less. */
export function KeyRole({ role, effectiveRole }: Pick<AccessKeySummary, 'role' | 'effectiveRole'>) {
  if (role === effectiveRole) return ROLE_NAMES[role]
  return `${ROLE_NAMES[effectiveRole]} (made as ${ROLE_NAMES[role].toLowerCase()})`
}

/** A page of the access keys. */
export function KeyTable({ keys, labelledBy }: { keys: AccessKeySummary[]; labelledBy: string }) {
  const now = new Date()
  const columns: Column<AccessKeySummary>[] = [
    { label: 'Name', cell: (key) => <NameAndId {...key} /> },
    { label: 'Role', cell: (key) => <KeyRole {...key} /> },
    { label: 'Owner', cell: ({ owner }) => owner },
    { label: 'Status', cell: ({ status }) => <KeyStatus status={status} /> },
    {
      label: 'Last used',
      cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} now={now} /> : 'never'),
    },
    {
      label: 'Expires',
      cell: ({ expiresAt }) => (expiresAt ? <RelativeTime at={expiresAt} now={now} /> : 'never'),
    },
    {
      label: 'Created',
      wide: true,
      cell: ({ createdAt }) => <RelativeTime at={createdAt} now={now} />,
    },
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
