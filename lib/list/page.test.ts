import { describe, expect, it } from 'vitest'
import { formatPageKey, parsePageKey } from './page.shared'

describe('a page key', () => {
  it('comes back from a URL as it went in', () => {
    const key = { at: new Date('2026-06-01T12:00:00.123Z'), id: 'at-0123456789abcdefghij' }
    expect(parsePageKey(formatPageKey(key))).toEqual(key)
  })

  it.each([
    undefined,
    '',
    'x',
    '1',
    '1.',
    '-1.at-x',
    '99999999999999.at-x',
    `1.${'x'.repeat(257)}`,
    ['1.at-x'],
  ])('is none in %j', (text) => {
    expect(parsePageKey(text)).toBeUndefined()
  })
})
