import { Code } from '@mantine/core'
import type { CallSummary } from '@/lib/access-keys/schema.shared'
import { type Column, DataTable } from '../ui/data-table'
import { RelativeTime } from '../ui/time/relative-time'

/** The latest calls with an access key, and what became of them. */
export function CallTable({ calls, labelledBy }: { calls: CallSummary[]; labelledBy: string }) {
  const now = new Date()
  const columns: Column<CallSummary>[] = [
    { label: 'When', cell: ({ at }) => <RelativeTime at={at} now={now} /> },
    { label: 'Operation', cell: ({ operation }) => operation },
    { label: 'Result', cell: ({ result }) => result },
    { label: 'Address', cell: ({ ip }) => ip || 'unknown' },
    { label: 'Request ID', cell: ({ requestId }) => <Code>{requestId}</Code> },
  ]
  return <DataTable labelledBy={labelledBy} columns={columns} rows={calls} keyOf={({ id }) => id} />
}
