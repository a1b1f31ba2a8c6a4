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

/** A formatter for each zone: making one costs as much as a hundred moments. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'long',
    timeZone,
  })
  // Zones come from cookies; there are not many, but nobody shall make them many.
  if (formatters.size < 100) formatters.set(timeZone, made)
  return made
}

/** A moment in a zone, the one way in which times are written: `25 Nov 2026, 22:49:41 UTC`. */
export function formatMoment(at: Date, timeZone: string): string {
  return formatterOf(timeZone).format(at)
}

/** Keeps in which zone a reader wants times: `UTC`, or `local:` and the zone of their browser. */
export const TIME_ZONE_COOKIE = 'time-zone'

/** What that cookie says. @returns `chosen` UTC by the switch, else the reader's own zone */
export function parseTimeZoneCookie(value: string | undefined): { zone: string; isUtc: boolean } {
  const local = value?.startsWith('local:') ? value.slice(6) : undefined
  return { zone: isTimeZone(local) ? local : UTC, isUtc: value === UTC }
}
