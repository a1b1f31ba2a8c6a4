import type { RegistrationSummary } from '@/lib/registrations/schema.shared'
import { SourceLink } from '../sources/source-link'
import { TokenLink } from '../tokens/token-link'
import { type Column, DataTable } from '../ui/data-table'
import { RelativeTime } from '../ui/time/relative-time'
import { serverNow } from '../ui/time/server-now'

type RegistrationTableProps = {
  registrations: RegistrationSummary[]
  of: 'token' | 'source'
  labelledBy: string
}

/** The ledger of a token (which machines) or of a source server (which codes). */
export function RegistrationTable({ registrations, of, labelledBy }: RegistrationTableProps) {
  const now = serverNow()
  const columns: Column<RegistrationSummary>[] = [
    of === 'token'
      ? { label: 'Server', cell: (registration) => <SourceLink {...registration} /> }
      : { label: 'Code', cell: (registration) => <TokenLink {...registration} /> },
    { label: 'Address', cell: ({ ip }) => ip || 'unknown' },
    { label: 'Version', cell: ({ agentVersion }) => agentVersion || 'unknown' },
    { label: 'Registered', cell: ({ at }) => <RelativeTime exact at={at} now={now} /> },
  ]
  const keyOf = ({ tokenId, sourceId }: RegistrationSummary) => `${tokenId} ${sourceId}`
  return <DataTable labelledBy={labelledBy} columns={columns} rows={registrations} keyOf={keyOf} />
}
