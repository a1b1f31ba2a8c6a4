import { describe, expect, it } from 'vitest'
import { STATUSES, statusOf } from '../status.shared'
import {
  bucketOf,
  bucketsOf,
  EXPIRES_WITHIN,
  expiryBucketOf,
  USAGES,
  usageStateOf,
} from './buckets.shared'

const NOW = new Date('2026-11-30T12:00:00.000Z')
const DAY = 86_400_000
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY)

describe('the expiry bucket', () => {
  it.each([
    [-1, 0],
    [0, 0],
    [1e-9, 1],
    [7, 1],
    [7.001, 2],
    [30, 2],
    [30.001, 3],
    [90, 3],
  ])('of what expires in %d days is %d', (days, bucket) => {
    expect(expiryBucketOf(new Date(NOW.getTime() + Math.ceil(days * DAY)), NOW)).toBe(bucket)
  })
})

describe('the usage state', () => {
  it.each([
    [0, 10, false, 0],
    [1, 10, false, 1],
    [7, 10, false, 1],
    [8, 10, false, 2],
    [9, 10, false, 2],
    [10, 10, false, 3],
    [11, 10, false, 3],
    [0, 1, false, 0],
    [1, 1, false, 3],
    [3, 4, false, 1],
    [4, 5, false, 2],
    [799, 1000, false, 1],
    [800, 1000, false, 2],
    [0, 10, true, 4],
    [1, 10, true, 5],
    [9, 10, true, 5],
    [10, 10, true, 5],
  ])('of %d uses of %d, disabled %s, is %d', (registeredCount, count, disabled, state) => {
    const disabledAt = disabled ? NOW : null
    expect(usageStateOf({ registeredCount, count, disabledAt })).toBe(state)
  })
})

/** Tokens of every kind: each expiry, use and state, each once. */
const tokens = [-1, 3, 20, 80].flatMap((days) =>
  [0, 5, 8, 10].flatMap((registeredCount) =>
    [null, NOW].map((disabledAt) => ({
      days,
      expiresAt: inDays(days),
      registeredCount,
      count: 10,
      disabledAt,
    })),
  ),
)

describe('the buckets of a filter', () => {
  it('are all 24 without one', () => {
    expect(bucketsOf({})).toEqual(Array.from({ length: 24 }, (_, index) => index))
  })

  it.each(STATUSES)('of status %s hold just the tokens of that status', (status) => {
    const buckets = bucketsOf({ status })
    for (const token of tokens)
      expect(buckets.includes(bucketOf(token, NOW))).toBe(statusOf(token, NOW) === status)
  })

  it.each(EXPIRES_WITHIN)('of %d days hold what expires by then, and not what has', (expires) => {
    const buckets = bucketsOf({ expires })
    for (const token of tokens)
      expect(buckets.includes(bucketOf(token, NOW))).toBe(token.days > 0 && token.days <= expires)
  })

  it.each(USAGES)('of usage %s hold just the tokens that are used so', (used) => {
    const buckets = bucketsOf({ used })
    for (const token of tokens) {
      const isNearly = token.registeredCount === 8 && !token.disabledAt
      const fits = {
        never: token.registeredCount === 0,
        used: token.registeredCount > 0,
        nearly: isNearly,
      }
      expect(buckets.includes(bucketOf(token, NOW)), JSON.stringify(token)).toBe(fits[used])
    }
  })

  it('of several choices are those that fit all of them', () => {
    expect(bucketsOf({ status: 'active', expires: 7, used: 'nearly' })).toEqual([8])
    expect(bucketsOf({ status: 'expired', expires: 30 })).toEqual([])
    expect(bucketsOf({ status: 'disabled', used: 'never' })).toEqual([4, 10, 16, 22])
  })
})
