import { REASONS } from '@/components/refusals/reasons'
import { TokenLink } from '@/components/tokens/token-link'
import { WarningBadge } from '@/components/ui/badge'
import { type Column, DataTable } from '@/components/ui/data-table'
import { HiddenText } from '@/components/ui/hidden-text'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { serverNow } from '@/components/ui/time/server-now'
import { formatCount } from '@/lib/list/count.shared'
import type { HostSummary } from '@/lib/waves/hosts/summary.shared'
import classes from '../waves.module.css'
import { HostMenu } from './host-menu'
import { HostName, HostPurpose } from './host-name'

type HostTableProps = { waveId: string; hosts: HostSummary[]; labelledBy: string }

/** Hosts that have not come, each with the reason, as far as there is one. */
export function MissingTable({ waveId, hosts, labelledBy }: HostTableProps) {
  const now = serverNow()
  const columns: Column<HostSummary>[] = [
    { label: 'Host', cell: (host) => <HostName host={host} /> },
    { label: 'Why', cell: (host) => <Why host={host} now={now} /> },
    {
      label: 'With code',
      cell: ({ refusal }) =>
        refusal?.tokenId ? <TokenLink {...refusal} /> : refusal ? 'unknown' : '–',
    },
    { label: 'About', wide: true, cell: (host) => <HostPurpose host={host} /> },
    {
      label: 'Actions',
      place: 'end',
      header: <HiddenText>Actions</HiddenText>,
      cell: (host) => <HostMenu waveId={waveId} host={host} />,
    },
  ]
  return <DataTable labelledBy={labelledBy} columns={columns} rows={hosts} keyOf={({ id }) => id} />
}

/** Why a host is missing: it never tried, was turned away, or somebody must decide. */
function Why({ host: { refusal, undecided }, now }: { host: HostSummary; now: Date }) {
  if (undecided)
    return (
      <>
        <WarningBadge>To be decided</WarningBadge>
        <span className={classes.second}>it may be {undecided.slice(0, 3).join(' or ')}</span>
      </>
    )
  if (!refusal) return 'Never tried'
  const { reason, lastAt, attempts } = refusal
  return (
    <>
      <WarningBadge>{REASONS[reason]}</WarningBadge>
      <span className={classes.second}>
        {attempts === 1 ? 'tried once' : `tried ${formatCount(attempts)} times`},{' '}
        <RelativeTime at={lastAt} now={now} />
      </span>
    </>
  )
}
