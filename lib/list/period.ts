import 'server-only'
import { TZDate } from '@date-fns/tz'
import { nameSql, type Sql, sql } from '../db/client'
import { UTC } from '../time-zone.shared'
import type { Period } from './period.shared'

/** Moments that both databases can hold; the calendar has others, before and after all rows. */
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z')

/** When a day begins, or the one so many days later. A day may have 23 hours, or 25. */
function startOf(day: string, zone: string, later = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const start = new TZDate(2000, 0, 1, zone)
  start.setFullYear(year, month - 1, date + later)
  return new Date(Math.min(Math.max(start.getTime(), 0), LAST_MOMENT))
}

/** Conditions that a column of moments lies within a period. */
export function withinPeriod(column: string, { from, to, zone = UTC }: Period): Sql[] {
  return [
    ...(from ? [sql`${nameSql(column)} >= ${startOf(from, zone)}`] : []),
    ...(to ? [sql`${nameSql(column)} < ${startOf(to, zone, 1)}`] : []),
  ]
}
