import { MILLISECONDS_A_DAY } from '@/lib/time.shared'
import type { TokenStatus } from '../status.shared'

/** Days to the expiry that lists can be narrowed by. */
export const EXPIRES_WITHIN = [7, 30] as const
export type ExpiresWithin = (typeof EXPIRES_WITHIN)[number]

/**
 * How much of a code is used: nothing, something, or at least 80 % of the count of a code that may
 * still be used.
 */
export const USAGES = ['never', 'used', 'nearly'] as const
export type Usage = (typeof USAGES)[number]

/**
 * What lists can be narrowed by, all at once. Each combination is a set of shelves: a token lies on
 * exactly one, by how near its expiry is (horizon) and how it may be used (place). The column
 * `shelf` is `horizon * 6 + place`; the migrations compute it, so that it can't differ from what it
 * is made of.
 */
export type ShelfFilter = { status?: TokenStatus; expires?: ExpiresWithin; usage?: Usage }

/** Upper bounds of the horizons 0, 1 and 2, in days from now; beyond them is horizon 3. */
const HORIZON_DAYS = [0, ...EXPIRES_WITHIN]
const HORIZONS = [0, 1, 2, 3]

type Place = { disabled: boolean; usage: Usage; exhausted: boolean }
const PLACES: Place[] = [
  { disabled: false, usage: 'never', exhausted: false },
  { disabled: false, usage: 'used', exhausted: false },
  { disabled: false, usage: 'nearly', exhausted: false },
  { disabled: false, usage: 'used', exhausted: true },
  { disabled: true, usage: 'never', exhausted: false },
  { disabled: true, usage: 'used', exhausted: false },
]

/** The moments at which the horizons 0, 1 and 2 end, as seen from `now`. */
export function horizonEnds(now: Date): Date[] {
  return HORIZON_DAYS.map((days) => new Date(now.getTime() + days * MILLISECONDS_A_DAY))
}

/** How near an expiry is: 0 over, 1 within 7 days, 2 within 30, 3 later. */
export function horizonOf(expiresAt: Date, now: Date): number {
  const horizon = horizonEnds(now).findIndex((end) => expiresAt <= end)
  return horizon === -1 ? HORIZON_DAYS.length : horizon
}

function statusOn(horizon: number, { disabled, exhausted }: Place): TokenStatus {
  if (disabled) return 'disabled'
  if (horizon === 0) return 'expired'
  return exhausted ? 'exhausted' : 'active'
}

function isWithin(horizon: number, days: ExpiresWithin): boolean {
  return horizon > 0 && horizon <= HORIZON_DAYS.indexOf(days)
}

function isUsed(place: Place, usage: Usage): boolean {
  return usage === 'used' ? place.usage !== 'never' : place.usage === usage
}

type Used = { count: number; registeredCount: number; disabledAt: Date | null }

/** How a token may be used, by its number among the places. */
export function placeOf({ count, registeredCount, disabledAt }: Used): number {
  const isUnused = registeredCount === 0
  const isNearly = registeredCount * 5 >= count * 4
  return disabledAt
    ? isUnused
      ? 4
      : 5
    : registeredCount >= count
      ? 3
      : isNearly
        ? 2
        : isUnused
          ? 0
          : 1
}

/** The shelf that a token lies on at a moment; the column `shelf` is computed in the same way. */
export function shelfOf(token: Used & { expiresAt: Date }, now: Date): number {
  return horizonOf(token.expiresAt, now) * PLACES.length + placeOf(token)
}

/** The shelves whose tokens a filter lets through, in ascending order; all 24 without one. */
export function shelvesOf({ status, expires, usage }: ShelfFilter): number[] {
  return HORIZONS.flatMap((horizon) =>
    PLACES.flatMap((place, index) => {
      const fits =
        (!status || statusOn(horizon, place) === status) &&
        (!expires || isWithin(horizon, expires)) &&
        (!usage || isUsed(place, usage))
      return fits ? [horizon * PLACES.length + index] : []
    }),
  )
}
