import { describe, expect, it } from 'vitest'
import { isWithin, parseNetworks } from './networks'

describe('networks of an access key', () => {
  it('are read one a line or with commas, in one spelling and without repeats', () => {
    expect(parseNetworks(' 192.0.2.77/24,\n2001:DB8::1/32 10.0.0.1\n10.0.0.1/32')).toEqual({
      ok: true,
      networks: ['192.0.2.0/24', '2001:db8::/32', '10.0.0.1/32'],
    })
    expect(parseNetworks('  \n ')).toEqual({ ok: true, networks: [] })
  })

  it.each([
    '192.0.2.0/33',
    '192.0.2',
    '1.2.3.4.5',
    'example.com',
    '2001:db8::/129',
    '0x7f.1',
    '/8',
  ])('refuse %s by name', (text) => {
    expect(parseNetworks(`10.0.0.0/8 ${text}`)).toEqual({
      ok: false,
      message: expect.stringContaining(`"${text}"`),
    })
  })

  it.each([
    ['192.0.2.5', true],
    ['::ffff:192.0.2.5', true],
    ['192.0.3.5', false],
    ['2001:db8:1::5', true],
    ['2001:db9::5', false],
    ['unknown', false],
    ['', false],
  ])('hold %s: %s', (ip, expected) => {
    expect(isWithin(ip, ['192.0.2.0/24', '2001:db8::/32'])).toBe(expected)
  })
})
