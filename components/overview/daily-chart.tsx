import { nice } from 'd3-array'
import { formatCount } from '@/lib/list/count.shared'
import type { DailyCounts } from '@/lib/overview/schema.shared'
import classes from './daily-chart.module.css'

/** Lines that the chart is read by, as shares of the greatest number. */
const LINES = [1, 1 / 4, 1 / 16, 0]

/** Days from one label to the next: on a phone, more would not fit. */
const LABEL_EVERY_DAYS = 7

const SERIES = ['registrations', 'refusals'] as const

const shortDay = (day: string) =>
  new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

const inWords = ({ day, registrations, refusals }: DailyCounts) =>
  `${shortDay(day)}: ${formatCount(registrations)} registered, ` +
  `${formatCount(refusals)} refused`

/**
 * Registrations and refusals day by day, the oldest first, as a picture for those who see it;
 * `DailyNumbers` says the same. It is drawn on the server: browsers load no script for it.
 */
export function DailyChart({ days }: { days: DailyCounts[] }) {
  const most = Math.max(
    4,
    ...days.flatMap(({ registrations, refusals }) => [registrations, refusals]),
  )
  const [, top] = nice(0, most, LINES.length)
  // By the square root: one busy day leaves the others visible.
  const share = (count: number) => 100 * Math.sqrt(count / top)
  const lines = [...new Set(LINES.map((part) => Math.round(part * top)))]
  const isLabelled = (index: number) => (days.length - 1 - index) % LABEL_EVERY_DAYS === 0
  return (
    <div className={classes.chart} aria-hidden>
      <div className={classes.plot}>
        {lines.map((value) => (
          <div key={value} className={classes.line} style={{ bottom: `${share(value)}%` }}>
            <span>{formatCount(value)}</span>
          </div>
        ))}
        <div className={classes.days}>
          {days.map((counts) => (
            <div key={counts.day} className={classes.day} title={inWords(counts)}>
              {SERIES.map((series) => (
                <div
                  key={series}
                  className={classes[series]}
                  style={{ height: `${share(counts[series])}%` }}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
      <div className={classes.labels}>
        {days.map(({ day }, index) => (
          <span key={day}>{isLabelled(index) && shortDay(day)}</span>
        ))}
      </div>
      <div className={classes.legend}>
        <span className={classes.registrations} />
        Registrations
        <span className={classes.refusals} />
        Refusals
      </div>
    </div>
  )
}
