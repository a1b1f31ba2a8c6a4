import type { LatestRefusal, LatestRegistration } from '@/lib/overview/schema'
import type { RefusalReason } from '@/lib/registrations/schema'
import { type Column, DataTable } from '../list/data-table'
import { REASONS } from '../registrations/refusal-table'
import { TextLink } from '../shell/text-link'
import { RelativeTime } from '../time/relative-time'
import { TokenLink } from '../tokens/token-link'

/** The machines that registered last, with whatever code. */
export function LatestRegistrations({
  registrations,
  labelledBy,
}: {
  registrations: LatestRegistration[]
  labelledBy: string
}) {
  const now = new Date()
  const columns: Column<LatestRegistration>[] = [
    { label: 'Server', cell: (registration) => <Server {...registration} /> },
    { label: 'Code', cell: (row) => <TokenLink {...row} /> },
    { label: 'When', cell: ({ at }) => <RelativeTime at={at} now={now} /> },
  ]
  const keyOf = ({ tokenId, sourceId }: LatestRegistration) => `${tokenId} ${sourceId}`
  return <DataTable labelledBy={labelledBy} columns={columns} rows={registrations} keyOf={keyOf} />
}

function Server({ sourceId, sourceName, sourceDeleted }: LatestRegistration) {
  return sourceDeleted ? (
    `${sourceName} (deleted)`
  ) : (
    <TextLink href={`/sources/${sourceId}`}>{sourceName}</TextLink>
  )
}

/** The attempts that were turned away last, and why. */
export function LatestRefusals({
  refusals,
  labelledBy,
}: {
  refusals: LatestRefusal[]
  labelledBy: string
}) {
  const now = new Date()
  const columns: Column<LatestRefusal>[] = [
    { label: 'Reason', cell: ({ reason }) => REASONS[reason as RefusalReason] ?? reason },
    { label: 'Machine', cell: ({ machine }) => machine },
    { label: 'Code', cell: (row) => <TokenLink {...row} /> },
    { label: 'When', cell: ({ at }) => <RelativeTime at={at} now={now} /> },
  ]
  return (
    <DataTable labelledBy={labelledBy} columns={columns} rows={refusals} keyOf={({ id }) => id} />
  )
}
