import type { WaveSummary } from '@/lib/waves/schema.shared'
import { Bar } from '../ui/bar'
import classes from './waves.module.css'

/** How many of the expected hosts are in, missing and waived, in words and as a bar. */
export function WaveBar(wave: WaveSummary) {
  const { expectedCount, registeredCount, missingCount, waivedCount } = wave
  if (expectedCount === 0) return <span className={classes.quiet}>No list yet</span>
  const share = (count: number) => (count / expectedCount) * 100
  const words = [
    `${registeredCount.toLocaleString('en')} of ${expectedCount.toLocaleString('en')}`,
    missingCount > 0 && `${missingCount.toLocaleString('en')} missing`,
    waivedCount > 0 && `${waivedCount.toLocaleString('en')} waived`,
  ]
  return (
    <div className={classes.progress}>
      {words.filter(Boolean).join(', ')}
      <Bar
        parts={[
          { percent: share(registeredCount) },
          { percent: share(waivedCount), color: 'gray' },
        ]}
      />
    </div>
  )
}
