import { DescriptionList } from '@/components/ui/description-list'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { serverNow } from '@/components/ui/time/server-now'
import { formatCount } from '@/lib/list/count.shared'
import type { WaveSummary } from '@/lib/waves/schema.shared'
import { WaveStateBadge } from '../wave-state'

/** All that is known of a wave. `otherCode`: how many came with a code of no or another wave. */
export function WaveDetails({ wave, otherCode }: { wave: WaveSummary; otherCode: number }) {
  const now = serverNow()
  return (
    <DescriptionList
      items={[
        ['ID', wave.id],
        ['Description', wave.description],
        ['State', <WaveStateBadge key="state" state={wave.state} />],
        ['Owner', wave.ownerName ?? 'nobody'],
        [
          'Due',
          wave.dueAt ? <RelativeTime key="due" exact at={wave.dueAt} now={now} /> : 'not set',
        ],
        [
          'Closed',
          wave.closedAt && <RelativeTime key="closed" exact at={wave.closedAt} now={now} />,
        ],
        [
          'Takes',
          wave.onlyExpected ? 'only the hosts on its list' : 'every machine with its codes',
        ],
        ['With another code', otherCode > 0 ? formatCount(otherCode) : undefined],
        ['Created', <RelativeTime key="created" exact at={wave.createdAt} now={now} />],
      ]}
    />
  )
}
