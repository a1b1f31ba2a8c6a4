import type { LatestRegistration } from '@/lib/overview/schema.shared'
import { SourceLink } from '../sources/source-link'
import { TokenLink } from '../tokens/token-link'
import { type Column, DataTable } from '../ui/data-table'
import { RelativeTime } from '../ui/time/relative-time'

type LatestRegistrationsProps = { registrations: LatestRegistration[]; labelledBy: string }

/** The machines that registered last, with whatever code. */
export function LatestRegistrations({ registrations, labelledBy }: LatestRegistrationsProps) {
  const now = new Date()
  const columns: Column<LatestRegistration>[] = [
    { label: 'Server', cell: (registration) => <SourceLink {...registration} /> },
    { label: 'Code', cell: (registration) => <TokenLink {...registration} /> },
    { label: 'When', cell: ({ at }) => <RelativeTime at={at} now={now} /> },
  ]
  const keyOf = ({ tokenId, sourceId }: LatestRegistration) => `${tokenId} ${sourceId}`
  return <DataTable labelledBy={labelledBy} columns={columns} rows={registrations} keyOf={keyOf} />
}
