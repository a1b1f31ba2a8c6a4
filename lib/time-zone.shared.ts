/** The zone in which a console's times stand until a reader's own is known. */
export const UTC = 'UTC'

/** Whether a text names a time zone, like `Asia/Shanghai`. */
export function isTimeZone(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > 64) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

const FORMS = {
  moment: ['en-GB', { dateStyle: 'medium', timeStyle: 'long' }],
  day: ['sv-SE', { dateStyle: 'short' }],
} as const

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Zones come from cookies; nobody shall fill the memory with them. */
const MOST_FORMATTERS = 200

/** A formatter for a zone, kept: making one costs as much as a hundred moments. */
function formatterOf(form: keyof typeof FORMS, timeZone: string): Intl.DateTimeFormat {
  const key = `${form} ${timeZone}`
  const known = formatters.get(key)
  if (known) return known
  const [locale, options] = FORMS[form]
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone })
  if (formatters.size < MOST_FORMATTERS) formatters.set(key, made)
  return made
}

/**
 * A moment in a zone, the one way in which times are written: `25 Nov 2026, 22:49:41 UTC`. In UTC
 * by hand: the first use of `Intl` holds a slow phone up, on every page with a time.
 */
export function formatMoment(at: Date, timeZone: string): string {
  if (timeZone !== UTC) return formatterOf('moment', timeZone).format(at)
  const [, day, month, year, time] = at.toUTCString().split(' ')
  return `${Number(day)} ${month === 'Sep' ? 'Sept' : month} ${Number(year)}, ${time} UTC`
}

/** The day of a moment in a zone: `2026-11-30`. */
export function dayOf(at: Date, timeZone = UTC): string {
  return formatterOf('day', timeZone).format(at)
}

/** Keeps in which zone a reader wants times: `UTC`, or `local:` and the zone of their browser. */
export const TIME_ZONE_COOKIE = 'time-zone'

/** What that cookie says. @returns `chosen` UTC by the switch, else the reader's own zone */
export function parseTimeZoneCookie(value: string | undefined): { zone: string; isUtc: boolean } {
  const local = value?.startsWith('local:') ? value.slice(6) : undefined
  return { zone: isTimeZone(local) ? local : UTC, isUtc: value === UTC }
}
