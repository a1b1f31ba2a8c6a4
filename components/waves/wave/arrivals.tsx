import { Text } from '@mantine/core'
import { Section } from '@/components/ui/section'
import { formatCount } from '@/lib/list/count.shared'
import { formatMoment } from '@/lib/time-zone.shared'
import type { WaveSummary } from '@/lib/waves/schema.shared'
import classes from './arrivals.module.css'

const WIDTH = 600
const HEIGHT = 160
const STEPS = 24

type ArrivalsProps = { arrivals: Date[]; wave: WaveSummary; now: Date; zone: string }

/**
 * How many hosts were in at each moment, as a line below that of the plan; the numbers are there
 * for those who read them. It is drawn on the server.
 */
export function Arrivals({ arrivals, wave, now, zone }: ArrivalsProps) {
  const [first] = arrivals
  if (!first)
    return (
      <Section id="arrivals" title="Arrivals" empty="No expected host has registered yet.">
        {null}
      </Section>
    )
  const last = arrivals.at(-1) ?? first
  const isOver = wave.state === 'complete' || wave.state === 'closed'
  const end = Math.max((isOver ? last : now).getTime(), first.getTime() + 60_000)
  const start = first.getTime() - (end - first.getTime()) / 50
  const top = Math.max(wave.expectedCount, 1)
  const x = (at: number) => ((at - start) / (end - start)) * WIDTH
  const y = (count: number) => HEIGHT - (count / top) * (HEIGHT - 8)
  const line = thinned(arrivals).map(([at, count]) => `H${x(at).toFixed(1)}V${y(count).toFixed(1)}`)
  const steps = Array.from({ length: STEPS }, (_, step) => {
    const until = start + ((end - start) * (step + 1)) / STEPS
    return { until: new Date(until), count: arrivals.filter((at) => at.getTime() <= until).length }
  })
  return (
    <Section id="arrivals" title={`Arrivals (${zone})`}>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
      >
        <line className={classes.plan} x1={0} x2={WIDTH} y1={y(top)} y2={y(top)} />
        <path className={classes.arrived} d={`M0 ${HEIGHT}${line.join('')}H${WIDTH}`} />
      </svg>
      <div className={classes.ends} aria-hidden>
        <span>{formatMoment(first, zone)}</span>
        <span>{formatMoment(new Date(end), zone)}</span>
      </div>
      <Text size="sm" c="dimmed">
        {formatCount(arrivals.length)} in, of {formatCount(wave.expectedCount)} that are expected
        (the dashed line). The last one came {formatMoment(last, zone)}.
      </Text>
      <details className={classes.numbers}>
        <summary>The numbers over time</summary>
        <table aria-labelledby="arrivals">
          <thead>
            <tr>
              <th scope="col">Until ({zone})</th>
              <th scope="col">In</th>
            </tr>
          </thead>
          <tbody>
            {steps.map(({ until, count }) => (
              <tr key={until.getTime()}>
                <th scope="row">{formatMoment(until, zone)}</th>
                <td>{formatCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Section>
  )
}

const MOST_POINTS = 300

/** Moments with the number that was in by then; so many that a line can show them. */
function thinned(arrivals: Date[]): [at: number, count: number][] {
  const every = Math.ceil(arrivals.length / MOST_POINTS)
  const points = arrivals.map((at, index): [number, number] => [at.getTime(), index + 1])
  return points.filter((_, index) => index % every === 0 || index === points.length - 1)
}
