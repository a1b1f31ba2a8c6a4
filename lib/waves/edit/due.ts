import { TZDate } from '@date-fns/tz'

/** The moment at which the clocks of a zone show a local time such as `2026-11-30T22:00`. */
export function momentIn(local: string, zone: string): Date {
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0] = local
    .split(/\D/)
    .map((part) => Number(part))
  return new Date(new TZDate(year, month - 1, day, hours, minutes, 0, zone).getTime())
}
