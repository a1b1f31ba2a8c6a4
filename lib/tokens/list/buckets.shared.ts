import { MILLISECONDS_A_DAY } from '@/lib/time.shared'
import type { TokenStatus } from '../status.shared'

/** Days to the expiry that lists can be narrowed by. */
export const EXPIRES_WITHIN = [7, 30] as const
type ExpiresWithin = (typeof EXPIRES_WITHIN)[number]

/**
 * How much of a code is used: nothing, something, or nearly all of the count of a code that may
 * still be used.
 */
export const USAGES = ['never', 'used', 'nearly'] as const
type Usage = (typeof USAGES)[number]

/** From so much of its count on a code is nearly used up, in percent. */
export const NEARLY_PERCENT = 80

/**
 * What lists can be narrowed by, all at once. Each combination is a set of buckets: a token lies in
 * exactly one, by how near its expiry is (expiry bucket) and how it may be used (usage state). The
 * database computes the bucket from these in the same way, so that it can't differ from what it is
 * made of.
 */
export type BucketFilter = { status?: TokenStatus; expires?: ExpiresWithin; used?: Usage }

/** Upper bounds of the expiry buckets 0, 1 and 2, in days from now; later ones are in bucket 3. */
const EXPIRY_DAYS = [0, ...EXPIRES_WITHIN]
const EXPIRY_BUCKETS = [0, 1, 2, 3]

type UsageState = { disabled: boolean; usage: Usage; exhausted: boolean }

/** Every way in which a token may be used, in the order in which the database numbers them. */
const USAGE_STATES: UsageState[] = [
  { disabled: false, usage: 'never', exhausted: false },
  { disabled: false, usage: 'used', exhausted: false },
  { disabled: false, usage: 'nearly', exhausted: false },
  { disabled: false, usage: 'used', exhausted: true },
  { disabled: true, usage: 'never', exhausted: false },
  { disabled: true, usage: 'used', exhausted: false },
]

/** The moments at which the expiry buckets 0, 1 and 2 end, as seen from `now`. */
export function expiryBucketEnds(now: Date): Date[] {
  return EXPIRY_DAYS.map((days) => new Date(now.getTime() + days * MILLISECONDS_A_DAY))
}

/** How near an expiry is: 0 over, 1 within 7 days, 2 within 30, 3 later. */
export function expiryBucketOf(expiresAt: Date, now: Date): number {
  const bucket = expiryBucketEnds(now).findIndex((end) => expiresAt <= end)
  return bucket === -1 ? EXPIRY_DAYS.length : bucket
}

type Used = { count: number; registeredCount: number; disabledAt: Date | null }

function stateOf({ count, registeredCount, disabledAt }: Used): UsageState {
  const disabled = disabledAt !== null
  const exhausted = !disabled && registeredCount >= count
  const isNearly = registeredCount * 100 >= count * NEARLY_PERCENT && !disabled && !exhausted
  const usage = registeredCount === 0 ? 'never' : isNearly ? 'nearly' : 'used'
  return { disabled, usage, exhausted }
}

/** How a token may be used, by its number among the usage states. */
export function usageStateOf(token: Used): number {
  const { disabled, usage, exhausted } = stateOf(token)
  return USAGE_STATES.findIndex(
    (state) =>
      state.disabled === disabled && state.usage === usage && state.exhausted === exhausted,
  )
}

/** The bucket that a token lies in at a moment. */
export function bucketOf(token: Used & { expiresAt: Date }, now: Date): number {
  return expiryBucketOf(token.expiresAt, now) * USAGE_STATES.length + usageStateOf(token)
}

function statusIn(expiryBucket: number, { disabled, exhausted }: UsageState): TokenStatus {
  if (disabled) return 'disabled'
  if (expiryBucket === 0) return 'expired'
  return exhausted ? 'exhausted' : 'active'
}

function expiresWithin(expiryBucket: number, days: ExpiresWithin): boolean {
  return expiryBucket > 0 && expiryBucket <= EXPIRY_DAYS.indexOf(days)
}

function isUsed(state: UsageState, usage: Usage): boolean {
  return usage === 'used' ? state.usage !== 'never' : state.usage === usage
}

/** The buckets whose tokens a filter lets through, in ascending order; all 24 without one. */
export function bucketsOf({ status, expires, used }: BucketFilter): number[] {
  return EXPIRY_BUCKETS.flatMap((expiryBucket) =>
    USAGE_STATES.flatMap((state, index) => {
      const fits =
        (!status || statusIn(expiryBucket, state) === status) &&
        (!expires || expiresWithin(expiryBucket, expires)) &&
        (!used || isUsed(state, used))
      return fits ? [expiryBucket * USAGE_STATES.length + index] : []
    }),
  )
}

/** What deserves a look while a code is active: it expires `soon`, or is `nearly` used up. */
export type Warning = 'soon' | 'nearly'

/** The warnings of a token, by the bounds of the first expiry bucket and of nearly used up. */
export function warningsOf(
  {
    status,
    expiresAt,
    ...used
  }: Omit<Used, 'disabledAt'> & { status: TokenStatus; expiresAt: Date },
  now: Date,
): Warning[] {
  if (status !== 'active') return []
  const isSoon = expiryBucketOf(expiresAt, now) <= 1
  const isNearly = stateOf({ ...used, disabledAt: null }).usage === 'nearly'
  return [...(isSoon ? ['soon' as const] : []), ...(isNearly ? ['nearly' as const] : [])]
}
