export const MILLISECONDS_AN_HOUR = 3_600_000
export const MILLISECONDS_A_DAY = 24 * MILLISECONDS_AN_HOUR

/** The day of a moment in a zone: `2026-11-30`. */
export function dayOf(at: Date, zone = 'UTC'): string {
  return at.toLocaleDateString('sv-SE', { timeZone: zone })
}
