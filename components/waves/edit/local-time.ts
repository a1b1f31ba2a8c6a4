/** A moment on the clocks of a zone, as fields of day and time take it: `2026-11-30T22:00`. */
export function localTime(at: Date, timeZone: string): string {
  const text = at.toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return text.replace(' ', 'T')
}
