import type { LatestRefusal } from '@/lib/overview/schema.shared'
import { REASONS } from '../registrations/refusal-table'
import { TokenLink } from '../tokens/token-link'
import { type Column, DataTable } from '../ui/data-table'
import { RelativeTime } from '../ui/time/relative-time'

type LatestRefusalsProps = { refusals: LatestRefusal[]; labelledBy: string }

/** The attempts that were turned away last, and why. */
export function LatestRefusals({ refusals, labelledBy }: LatestRefusalsProps) {
  const now = new Date()
  const columns: Column<LatestRefusal>[] = [
    { label: 'Reason', cell: ({ reason }) => REASONS[reason] },
    { label: 'Machine', cell: ({ machine }) => machine },
    { label: 'Code', cell: (refusal) => <TokenLink {...refusal} /> },
    { label: 'When', cell: ({ at }) => <RelativeTime at={at} now={now} /> },
  ]
  return (
    <DataTable labelledBy={labelledBy} columns={columns} rows={refusals} keyOf={({ id }) => id} />
  )
}
