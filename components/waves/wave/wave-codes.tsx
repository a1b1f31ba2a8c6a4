import { StatusBadges } from '@/components/tokens/status-badge'
import { Usage } from '@/components/tokens/usage'
import { Clamped } from '@/components/ui/clamped'
import { type Column, DataTable } from '@/components/ui/data-table'
import { TextLink } from '@/components/ui/text-link'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { serverNow } from '@/components/ui/time/server-now'
import type { TokenSummary } from '@/lib/tokens/schema.shared'

/** The codes of a wave. */
export function WaveCodes({ tokens, labelledBy }: { tokens: TokenSummary[]; labelledBy: string }) {
  const now = serverNow()
  const columns: Column<TokenSummary>[] = [
    {
      label: 'Name',
      cell: ({ id, name }) => (
        <TextLink href={`/tokens/${id}`}>
          <Clamped text={name ?? id} fw={600} />
        </TextLink>
      ),
    },
    { label: 'Registered', cell: (token) => <Usage {...token} /> },
    { label: 'Status', cell: (token) => <StatusBadges token={token} now={now} /> },
    {
      label: 'Expires',
      cell: ({ expiresAt }) => <RelativeTime exact="below" at={expiresAt} now={now} />,
    },
  ]
  return (
    <DataTable labelledBy={labelledBy} columns={columns} rows={tokens} keyOf={({ id }) => id} />
  )
}
