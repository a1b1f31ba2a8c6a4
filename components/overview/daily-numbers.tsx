import { formatCount } from '@/lib/list/count.shared'
import type { DailyCounts } from '@/lib/overview/schema.shared'
import classes from './daily-numbers.module.css'

/** Registrations and refusals day by day, for those who read or hear numbers; the newest first. */
export function DailyNumbers({
  days,
  zone,
  labelledBy,
}: {
  days: DailyCounts[]
  zone: string
  labelledBy: string
}) {
  return (
    <details className={classes.numbers}>
      <summary>The numbers of each day</summary>
      <table aria-labelledby={labelledBy}>
        <thead>
          <tr>
            <th scope="col">Day ({zone})</th>
            <th scope="col">Registrations</th>
            <th scope="col">Refusals</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ day, registrations, refusals }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{formatCount(registrations)}</td>
              <td>{formatCount(refusals)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
