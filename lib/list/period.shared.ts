import * as z from 'zod/mini'
import { isTimeZone } from '../time-zone.shared'

/** Not the 30th of February, which JavaScript takes for a day in March. */
function isDay(text: string): boolean {
  const at = new Date(text)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.refine(isDay))

/**
 * Filters of a list by days, both included: `from` and `to`, like `2026-11-30`, and `zone`, whose
 * days they are; without it they are days in UTC.
 */
export const PERIOD_FILTERS = { from: day, to: day, zone: z.custom<string>(isTimeZone) }

export type Period = { from?: string; to?: string; zone?: string }
