import type { RegistrationSummary } from '@/lib/registrations/schema'
import { type Column, DataTable } from '../list/data-table'
import { TextLink } from '../shell/text-link'
import { RelativeTime } from '../time/relative-time'
import { serverNow } from '../time/server-now'
import { TokenLink } from '../tokens/token-link'

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
      ? { label: 'Server', cell: (registration) => <Server {...registration} /> }
      : { label: 'Code', cell: (registration) => <TokenLink {...registration} /> },
    { label: 'Address', cell: ({ ip }) => ip || 'unknown' },
    { label: 'Version', cell: ({ agentVersion }) => agentVersion || 'unknown' },
    { label: 'Registered', cell: ({ at }) => <RelativeTime at={at} now={now} /> },
  ]
  const keyOf = ({ tokenId, sourceId }: RegistrationSummary) => `${tokenId} ${sourceId}`
  return <DataTable labelledBy={labelledBy} columns={columns} rows={registrations} keyOf={keyOf} />
}

function Server({ sourceId, sourceName, sourceDeleted }: RegistrationSummary) {
  return sourceDeleted ? (
    `${sourceName} (deleted)`
  ) : (
    <TextLink href={`/sources/${sourceId}`}>{sourceName}</TextLink>
  )
}
