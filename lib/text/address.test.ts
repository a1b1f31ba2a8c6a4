import { describe, expect, it } from 'vitest'
import { spelledAddress } from './address'

describe('an address in its one spelling', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    [' 192.0.2.7 ', '192.0.2.7'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::', '::'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
  ])('of %s is %s', (text, spelled) => {
    expect(spelledAddress(text)).toBe(spelled)
  })

  it.each([
    '',
    'web-1',
    'web-1.example.com',
    '192.0.2',
    '192.0.2.256',
    '192.0.02.7',
    '0xc0.0.2.7',
    '3221225991',
    '192.0.2.7/32',
    '2001:db8::1::2',
    '12345::',
  ])('does not take "%s" for one', (text) => {
    expect(spelledAddress(text)).toBeUndefined()
  })
})
