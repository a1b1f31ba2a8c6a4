import Link from 'next/link'
import type { CSSProperties } from 'react'
import { formatCount } from '@/lib/list/count.shared'
import { formatMoment } from '@/lib/time-zone.shared'
import type { Headline, WaveSummary } from '@/lib/waves/schema.shared'
import { headlineOf } from '../headline'
import { WaveShares } from '../wave-bar'
import { WAVE_STATE_NAMES } from '../wave-words'
import { FillScreen } from './fill-screen'
import classes from './wall.module.css'

type WallProps = { wave: WaveSummary; headline: Headline; now: Date; zone: string }

/** A wave in figures as large as the screen has room for. */
export function Wall({ wave, headline, now, zone }: WallProps) {
  const { id, name, state, dueAt, expectedCount } = wave
  const figures: [string, number][] = [
    ['in', wave.registeredCount],
    ['missing', wave.missingCount],
    ['waived', wave.waivedCount],
    ['unexpected', wave.unexpectedCount],
  ]
  return (
    <main className={classes.wall}>
      <header className={classes.top}>
        <h1>{name}</h1>
        <span>
          {WAVE_STATE_NAMES[state]}
          {dueAt && `, due ${formatMoment(dueAt, zone)}`}
        </span>
      </header>
      <dl className={classes.figures}>
        {figures.map(([label, count]) => (
          <div
            key={label}
            data-label={label}
            style={{ '--digits': formatCount(count).length } as CSSProperties}
          >
            <dd>{formatCount(count)}</dd>
            <dt>{label === 'in' ? `of ${formatCount(expectedCount)} in` : label}</dt>
          </div>
        ))}
      </dl>
      <div className={classes.bar}>
        <WaveShares {...wave} />
      </div>
      <p className={classes.sentence} role="status">
        {headlineOf({ ...wave, ...headline })}
      </p>
      <footer className={classes.top}>
        <span>As of {formatMoment(now, zone)}</span>
        <FillScreen />
        <Link href={`/waves/${id}`} prefetch={false}>
          Back to the wave
        </Link>
      </footer>
    </main>
  )
}
