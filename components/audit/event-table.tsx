import { Text } from '@mantine/core'
import { AUDIT_ACTIONS, type Changes, type EventSummary, isAuditAction } from '@/lib/audit/schema'
import { type Column, DataTable } from '../list/data-table'
import { TextLink } from '../shell/text-link'
import { RelativeTime } from '../time/relative-time'

type EventTableProps = { events: EventSummary[]; labelledBy: string; withTarget?: boolean }

/** Audit events: who did what, from where, and what is different since. */
export function EventTable({ events, labelledBy, withTarget }: EventTableProps) {
  const now = new Date()
  const columns: Column<EventSummary>[] = [
    { label: 'When', cell: ({ at, lastAt }) => <RelativeTime at={lastAt ?? at} now={now} /> },
    { label: 'Who', cell: ({ actorName }) => actorName },
    { label: 'What', cell: (event) => <Action {...event} now={now} /> },
    ...(withTarget
      ? [
          {
            label: 'Target',
            cell: ({ target, action }: EventSummary) => (
              <span style={{ whiteSpace: 'nowrap' }}>
                <Target id={target} gone={action.endsWith('.deleted')} />
              </span>
            ),
          },
        ]
      : []),
    { label: 'Changes', cell: ({ changes }) => <ChangeList changes={changes} /> },
    { label: 'Address', cell: ({ ip }) => ip || '–' },
  ]
  return <DataTable labelledBy={labelledBy} columns={columns} rows={events} keyOf={({ id }) => id} />
}

/** What was done; of something that was repeated, how often and since when. */
function Action({ action, count, at, now }: EventSummary & { now: Date }) {
  return (
    <>
      {isAuditAction(action) ? AUDIT_ACTIONS[action] : action}
      {count > 1 && (
        <Text size="xs" c="dimmed">
          {count.toLocaleString('en')} times, first <RelativeTime at={at} now={now} />
        </Text>
      )}
    </>
  )
}

function Target({ id, gone }: { id: string; gone: boolean }) {
  if (gone) return id
  if (id.startsWith('at-')) return <TextLink href={`/tokens/${id}`}>{id}</TextLink>
  if (id.startsWith('ak-')) return <TextLink href={`/settings/access-keys/${id}`}>{id}</TextLink>
  if (id.startsWith('s-')) return <TextLink href={`/sources/${id}`}>{id}</TextLink>
  return id
}

const FIELDS: Record<string, string> = { expiresAt: 'expires', registeredCount: 'used', hostname: 'host name', machineKey: 'machine key' }

/** Each change as "count: 100 → 200"; a moment in the reader's words. */
function ChangeList({ changes }: { changes: Changes }) {
  const entries = Object.entries(changes).filter(([, [before, after]]) => before !== null || after !== null)
  if (entries.length === 0) return '–'
  return entries.map(([field, [before, after]]) => (
    <Text key={field} size="sm" style={{ overflowWrap: 'anywhere' }}>
      {FIELDS[field] ?? field}: {shown(before)} → {shown(after)}
    </Text>
  ))
}

function shown(value: string | number | null): string {
  if (value === null || value === '') return 'none'
  const isMoment = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
  return isMoment ? `${value.slice(0, 16).replace('T', ' ')} UTC` : String(value)
}
