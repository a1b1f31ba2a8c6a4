import { Clamped } from '@/components/ui/clamped'
import { type Column, DataTable } from '@/components/ui/data-table'
import { HiddenText } from '@/components/ui/hidden-text'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { serverNow } from '@/components/ui/time/server-now'
import type { HostSummary } from '@/lib/waves/hosts/summary.shared'
import classes from '../waves.module.css'
import { HostMenu } from './host-menu'
import { HostName } from './host-name'

type HostTableProps = { waveId: string; hosts: HostSummary[]; labelledBy: string }

/** Hosts that nobody waits for any more, and why. */
export function WaivedTable({ waveId, hosts, labelledBy }: HostTableProps) {
  const now = serverNow()
  const columns: Column<HostSummary>[] = [
    { label: 'Host', cell: (host) => <HostName host={host} /> },
    {
      label: 'Why',
      cell: ({ waiveNote }) => (waiveNote ? <Clamped text={waiveNote} /> : 'Nobody said why'),
    },
    {
      label: 'Waived',
      cell: ({ waivedAt, waivedBy }) => (
        <>
          {waivedAt && <RelativeTime exact="below" at={waivedAt} now={now} />}
          {waivedBy && <span className={classes.second}>by {waivedBy}</span>}
        </>
      ),
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
