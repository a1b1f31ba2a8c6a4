import { formatCount } from '@/lib/list/count.shared'
import type { RefusalSummary } from '@/lib/refusals/schema.shared'
import { TokenLink } from '../tokens/token-link'
import { Clamped } from '../ui/clamped'
import { type Column, DataTable } from '../ui/data-table'
import { RelativeTime } from '../ui/time/relative-time'
import { REASONS } from './reasons'

type RefusalTableProps = {
  refusals: RefusalSummary[]
  labelledBy: string
  /** Names the code of each, on pages that are not about one. */
  withCode?: boolean
  /** What is most wanted of each alone, where there is little room. */
  brief?: boolean
}

/** Attempts that were turned away, and why. */
export function RefusalTable({ refusals, labelledBy, withCode, brief }: RefusalTableProps) {
  const now = new Date()
  const columns: (Column<RefusalSummary> | false | undefined)[] = [
    { label: 'Machine', cell: (refusal) => <Machine {...refusal} brief={brief} /> },
    { label: 'Reason', cell: ({ reason }) => REASONS[reason] },
    withCode && { label: 'Code', cell: (refusal) => <RefusedCode {...refusal} /> },
    !brief && { label: 'Address', cell: ({ ip }) => ip || 'unknown' },
    !brief && { label: 'Attempts', cell: ({ attempts }) => formatCount(attempts) },
    !brief && {
      label: 'First',
      wide: true,
      cell: ({ firstAt }) => <RelativeTime exact="below" at={firstAt} now={now} />,
    },
    {
      label: brief ? 'When' : 'Last',
      cell: ({ lastAt }) => (
        <RelativeTime exact={brief ? undefined : 'below'} at={lastAt} now={now} />
      ),
    },
  ]
  return (
    <DataTable
      labelledBy={labelledBy}
      columns={columns.filter((column) => !!column)}
      rows={refusals}
      keyOf={({ id }) => id}
    />
  )
}

/** What tried: its host name, with its machine ID; of who sent no name, the address alone. */
function Machine({ hostname, source, brief }: RefusalSummary & { brief?: boolean }) {
  return (
    <>
      <Clamped text={hostname || source} />
      {hostname && !brief && <Clamped text={source} size="xs" c="dimmed" inherit={false} />}
    </>
  )
}

function RefusedCode({ tokenId, ...token }: RefusalSummary) {
  return tokenId ? <TokenLink tokenId={tokenId} {...token} /> : 'Unknown'
}
