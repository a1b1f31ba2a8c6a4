import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoment } from './time-zone.shared'

const INTL = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'long',
  timeZone: 'UTC',
})

describe('a moment', () => {
  it('is written in UTC as Intl would', () => {
    const moments = fc.date({
      min: new Date('1970-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(moments, (at) => {
        expect(formatMoment(at, 'UTC')).toBe(INTL.format(at))
      }),
    )
  })

  it.each([
    ['UTC', '5 Sept 2026, 22:49:41 UTC'],
    ['Asia/Shanghai', '6 Sept 2026, 06:49:41 GMT+8'],
  ])('in %s is written as %s', (zone, text) => {
    expect(formatMoment(new Date('2026-09-05T22:49:41.999Z'), zone)).toBe(text)
  })
})
