import { Clamped } from '@/components/ui/clamped'
import { type Column, DataTable } from '@/components/ui/data-table'
import { TextLink } from '@/components/ui/text-link'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { serverNow } from '@/components/ui/time/server-now'
import { formatCount } from '@/lib/list/count.shared'
import type { WaveSummary } from '@/lib/waves/schema.shared'
import { WaveBar } from '../wave-bar'
import { WaveStateBadge } from '../wave-state'

/** A page of the waves; `brief` beside other things. */
export function WaveTable({
  waves,
  labelledBy,
  brief = false,
}: {
  waves: WaveSummary[]
  labelledBy: string
  brief?: boolean
}) {
  const now = serverNow()
  const columns: Column<WaveSummary>[] = [
    { label: 'Name', cell: (wave) => <NameAndDescription {...wave} /> },
    { label: 'State', cell: ({ state }) => <WaveStateBadge state={state} /> },
    { label: 'Hosts', cell: (wave) => <WaveBar {...wave} /> },
    { label: 'Unexpected', cell: ({ unexpectedCount }) => formatCount(unexpectedCount) },
    {
      label: 'Due',
      cell: ({ dueAt }) =>
        dueAt ? <RelativeTime exact="below" at={dueAt} now={now} /> : 'not set',
    },
    ...(brief
      ? []
      : [
          {
            label: 'Owner',
            wide: true,
            cell: ({ ownerName }: WaveSummary) => ownerName ?? 'nobody',
          },
        ]),
  ]
  return <DataTable labelledBy={labelledBy} columns={columns} rows={waves} keyOf={({ id }) => id} />
}

function NameAndDescription({ id, name, description }: WaveSummary) {
  return (
    <>
      <TextLink href={`/waves/${id}`}>
        <Clamped text={name} fw={600} />
      </TextLink>
      {description && <Clamped text={description} size="xs" c="dimmed" inherit={false} />}
    </>
  )
}
