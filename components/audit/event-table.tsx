import { Text } from '@mantine/core'
import {
  AUDIT_ACTIONS,
  type Changes,
  type EventSummary,
  isAuditAction,
} from '@/lib/audit/schema.shared'
import { formatCount } from '@/lib/list/count.shared'
import { Clamped } from '../ui/clamped'
import { type Column, DataTable } from '../ui/data-table'
import { TextLink } from '../ui/text-link'
import { ExactTime, RelativeTime } from '../ui/time/relative-time'
import classes from './event-table.module.css'

type EventTableProps = {
  events: EventSummary[]
  labelledBy: string
  /** What the targets are called, by their IDs, on pages that are not about one. */
  targets?: Map<string, string>
}

/** Audit events: who did what, from where, and what is different since. */
export function EventTable({ events, labelledBy, targets }: EventTableProps) {
  const now = new Date()
  const columns: Column<EventSummary>[] = [
    { label: 'When', cell: ({ at }) => <RelativeTime exact at={at} now={now} /> },
    {
      label: 'Who',
      cell: (event) => (
        <span className={classes.who}>
          <Who {...event} />
        </span>
      ),
    },
    { label: 'What', cell: (event) => <Action {...event} now={now} /> },
    ...(targets
      ? [
          {
            label: 'Target',
            cell: ({ target, action }: EventSummary) => (
              <span className={classes.target}>
                <Target id={target} name={targets.get(target)} gone={action.endsWith('.deleted')} />
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
          {formatCount(count)} times, last <RelativeTime at={lastAt} now={now} />
        </Text>
      )}
    </>
  )
}

const PAGES: Record<string, string> = {
  at: '/tokens',
  ak: '/settings/access-keys',
  s: '/sources',
}

const WHOLE_ID = /^[a-z]+-[0-9a-z]{20}$/

/** What it was done to: its name, with the ID, which leads to its page as long as there is one. */
function Target({ id, name, gone }: { id: string; name?: string; gone: boolean }) {
  const page = PAGES[id.split('-')[0] ?? '']
  const idClass = WHOLE_ID.test(id) ? classes.whole : classes.id
  const lead = name ? <Clamped text={name} /> : <span className={idClass}>{id}</span>
  return (
    <>
      {page && !gone ? <TextLink href={`${page}/${id}`}>{lead}</TextLink> : lead}
      {name && (
        <Text size="xs" c="dimmed" className={idClass}>
          {id}
        </Text>
      )}
    </>
  )
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
    <Text key={field} component="div" size="sm" style={{ overflowWrap: 'anywhere' }}>
      {FIELDS[field] ?? field}: <Value of={before} /> → <Value of={after} />
    </Text>
  ))
}

function Value({ of: value }: { of: string | number | null }) {
  if (value === null || value === '') return 'none'
  const isMoment = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
  if (isMoment) return <ExactTime at={new Date(value)} />
  return String(value).length > LONG_VALUE ? <Folded text={String(value)} /> : value
}

/** A description may have 512 characters, and stands twice in its change. */
const LONG_VALUE = 80

/** So much of a long one is seen before it is opened. */
const BEGINNING = 24

/** The beginning of a long text, and all of it when that is opened. */
function Folded({ text }: { text: string }) {
  return (
    <details className={classes.folded}>
      <summary>{[...text].slice(0, BEGINNING).join('')}…</summary>
      {text}
    </details>
  )
}
