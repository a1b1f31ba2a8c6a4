import { TokenLink } from '@/components/tokens/token-link'
import { NoteBadge } from '@/components/ui/badge'
import { Clamped } from '@/components/ui/clamped'
import { type Column, DataTable } from '@/components/ui/data-table'
import { HiddenText } from '@/components/ui/hidden-text'
import { TextLink } from '@/components/ui/text-link'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { serverNow } from '@/components/ui/time/server-now'
import type { HostSummary } from '@/lib/waves/hosts/summary.shared'
import { WAY_NAMES } from '../wave-words'
import classes from '../waves.module.css'
import { HostMenu } from './host-menu'
import { HostName } from './host-name'

type HostTableProps = { waveId: string; hosts: HostSummary[]; labelledBy: string }

/** Hosts that came, the latest first, with the source server that each is. */
export function RegisteredTable({ waveId, hosts, labelledBy }: HostTableProps) {
  const now = serverNow()
  const columns: Column<HostSummary>[] = [
    { label: 'Host', cell: (host) => <HostName host={host} /> },
    { label: 'Source server', cell: (host) => <Source {...host} /> },
    {
      label: 'Code',
      cell: ({ withCode, isOtherCode }) => (
        <>
          {withCode && <TokenLink {...withCode} />}
          {isOtherCode && <NoteBadge>Another code</NoteBadge>}
        </>
      ),
    },
    {
      label: 'Came',
      cell: ({ arrivedAt }) => arrivedAt && <RelativeTime exact="below" at={arrivedAt} now={now} />,
    },
    {
      label: 'Actions',
      place: 'end',
      header: <HiddenText>Actions</HiddenText>,
      cell: (host) => <HostMenu waveId={waveId} host={host} />,
    },
  ]
  return <DataTable labelledBy={labelledBy} columns={columns} rows={hosts} keyOf={({ id }) => id} />
}

function Source({ source, matchedBy }: HostSummary) {
  if (!source) return '–'
  return (
    <>
      <TextLink href={`/sources/${source.id}`}>
        <Clamped text={source.name} />
      </TextLink>
      {matchedBy && <span className={classes.second}>{WAY_NAMES[matchedBy]}</span>}
    </>
  )
}
