import { Text } from '@mantine/core'
import type { RefusalReason, RefusalSummary } from '@/lib/registrations/schema.shared'
import { type Column, DataTable } from '../ui/data-table'
import { RelativeTime } from '../ui/time/relative-time'

/** Why an attempt was refused, in the words of the screen. */
export const REASONS: Record<RefusalReason, string> = {
  code_disabled: 'Code was disabled',
  code_expired: 'Code had expired',
  code_exhausted: 'Code was used up',
  machine_conflict: 'Known as another machine',
}

/** Attempts with a code that were turned away, and why. */
export function RefusalTable({
  refusals,
  labelledBy,
}: {
  refusals: RefusalSummary[]
  labelledBy: string
}) {
  const now = new Date()
  const columns: Column<RefusalSummary>[] = [
    { label: 'Reason', cell: ({ reason }) => REASONS[reason] },
    { label: 'Machine', cell: (refusal) => <Machine {...refusal} /> },
    { label: 'Address', cell: ({ ip }) => ip || 'unknown' },
    { label: 'Attempts', cell: ({ attempts }) => attempts },
    { label: 'First', cell: ({ firstAt }) => <RelativeTime at={firstAt} now={now} /> },
    { label: 'Last', cell: ({ lastAt }) => <RelativeTime at={lastAt} now={now} /> },
  ]
  return (
    <DataTable labelledBy={labelledBy} columns={columns} rows={refusals} keyOf={({ id }) => id} />
  )
}

function Machine({ hostname, source }: RefusalSummary) {
  return (
    <>
      {hostname ?? source}
      {hostname && (
        <Text size="xs" c="dimmed">
          {source}
        </Text>
      )}
    </>
  )
}
