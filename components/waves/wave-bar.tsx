import { formatCount } from '@/lib/list/count.shared'
import type { WaveSummary } from '@/lib/waves/schema.shared'
import { Bar } from '../ui/bar'
import classes from './waves.module.css'

/** The shares of the expected hosts that are in and that are waived. */
export function WaveShares({ expectedCount, registeredCount, waivedCount }: WaveSummary) {
  const share = (count: number) => (expectedCount > 0 ? (count / expectedCount) * 100 : 0)
  return (
    <Bar
      parts={[{ percent: share(registeredCount) }, { percent: share(waivedCount), color: 'gray' }]}
    />
  )
}

/** The same with what is missing, in words too. */
export function WaveBar(wave: WaveSummary) {
  const { expectedCount, registeredCount, missingCount, waivedCount } = wave
  if (expectedCount === 0) return <span className={classes.quiet}>No list yet</span>
  const words = [
    `${formatCount(registeredCount)} of ${formatCount(expectedCount)}`,
    missingCount > 0 && `${formatCount(missingCount)} missing`,
    waivedCount > 0 && `${formatCount(waivedCount)} waived`,
  ]
  return (
    <div className={classes.progress}>
      {words.filter(Boolean).join(', ')}
      <WaveShares {...wave} />
    </div>
  )
}
