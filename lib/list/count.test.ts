import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatCount, formatTotal } from './count.shared'

it('writes counts as English does', () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat(2000), fc.maxSafeNat()), (count) => {
      expect(formatCount(count)).toBe(count.toLocaleString('en'))
    }),
  )
})

it('says that a total goes on', () => {
  expect(formatTotal({ count: 10_000, more: true })).toBe('10,000+')
  expect(formatTotal({ count: 999, more: false })).toBe('999')
})
