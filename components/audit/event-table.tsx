import { Text } from '@mantine/core'
import {
  AUDIT_ACTIONS,
  type Changes,
  type EventSummary,
  isAuditAction,
} from '@/lib/audit/schema.shared'
import { type Column, DataTable } from '../ui/data-table'
import { TextLink } from '../ui/text-link'
import { ExactTime, RelativeTime } from '../ui/time/relative-time'
import classes from './event-table.module.css'

type EventTableProps = { events: EventSummary[]; labelledBy: string; withTarget?: boolean }

/** Audit events: who did what, from where, and what is different since. */
export function EventTable({ events, labelledBy, withTarget }: EventTableProps) {
  const now = new Date()
  const columns: Column<EventSummary>[] = [
    { label: 'When', cell: ({ at }) => <RelativeTime exact at={at} now={now} /> },
    { label: 'Who', cell: (event) => <Who {...event} /> },
    { label: 'What', cell: (event) => <Action {...event} now={now} /> },
    ...(withTarget
      ? [
          {
            label: 'Target',
            cell: ({ target, action }: EventSummary) => (
              <span className={classes.target}>
                <Target id={target} gone={action.endsWith('.deleted')} />
              </span>
            ),
          },
        ]
      : []),
    {
      label: 'Changes',
      cell: ({ action, changes }) =>
        action === 'action.refused' ? (
          <Tried changes={changes} />
        ) : (
          <ChangeList changes={changes} />
        ),
    },
    { label: 'Address', cell: ({ ip }) => ip || '–' },
  ]
  return (
    <DataTable labelledBy={labelledBy} columns={columns} rows={events} keyOf={({ id }) => id} />
  )
}

/** Who did it; a machine or an access key is told from a person of that name. */
function Who({ actorId, actorName }: EventSummary) {
  if (actorId.startsWith('s-')) return `${actorName} (source server)`
  return actorId.startsWith('ak-') ? `${actorName} (access key)` : actorName
}

/** What somebody tried, and as what. */
function Tried({ changes: { action, role } }: { changes: Changes }) {
  return `Tried: ${action?.[1]}, as ${role?.[1]}`
}

/** What was done; of something that was repeated, how often and when the last time. */
function Action({ action, count, lastAt, now }: EventSummary & { now: Date }) {
  return (
    <>
      {isAuditAction(action) ? AUDIT_ACTIONS[action] : action}
      {count > 1 && lastAt && (
        <Text size="xs" c="dimmed">
          {count.toLocaleString('en')} times, last <RelativeTime at={lastAt} now={now} />
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

const FIELDS: Record<string, string> = {
  expiresAt: 'expires',
  registeredCount: 'used',
  hostname: 'host name',
  machineKey: 'machine key',
}

/** Each change as "count: 100 → 200"; a moment in the reader's words. */
function ChangeList({ changes }: { changes: Changes }) {
  const entries = Object.entries(changes).filter(
    ([, [before, after]]) => before !== null || after !== null,
  )
  if (entries.length === 0) return '–'
  return entries.map(([field, [before, after]]) => (
    <Text key={field} size="sm" style={{ overflowWrap: 'anywhere' }}>
      {FIELDS[field] ?? field}: <Value of={before} /> → <Value of={after} />
    </Text>
  ))
}

function Value({ of: value }: { of: string | number | null }) {
  if (value === null || value === '') return 'none'
  const isMoment = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
  return isMoment ? <ExactTime at={new Date(value)} /> : value
}
