import type { Headline, WaveSummary } from '@/lib/waves/schema.shared'
import { headlineOf } from '../headline'
import { WaveShares } from '../wave-bar'
import classes from './wave-headline.module.css'

/** A wave in one sentence, and as a bar. */
export function WaveHeadline({ wave, headline }: { wave: WaveSummary; headline: Headline }) {
  return (
    <section aria-label="How far this wave is" className={classes.frame}>
      <p className={classes.sentence} role="status">
        {headlineOf({ ...wave, ...headline })}
      </p>
      <WaveShares {...wave} />
    </section>
  )
}
