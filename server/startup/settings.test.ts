import { expect, it } from 'vitest'
import { readPort, readTrustedProxies } from './settings'

it('reads a port, 3000 where none is set', () => {
  expect([undefined, '', '0', '80', '65535'].map(readPort)).toEqual([3000, 3000, 0, 80, 65535])
  for (const text of ['70000', '-1', '80a', ' 80', '1e3'])
    expect(() => readPort(text)).toThrow('PORT must be a whole number from 0 to 65535.')
})

it('reads the proxies that are trusted', () => {
  const isTrusted = readTrustedProxies('loopback, 10.0.0.0/8')
  expect(
    ['127.0.0.1', '::1', '10.1.2.3', '192.0.2.1'].map((address) => isTrusted(address, 0)),
  ).toEqual([true, true, true, false])
  expect(readTrustedProxies(undefined)('127.0.0.1', 0)).toBe(false)
  expect(() => readTrustedProxies('everybody')).toThrow(
    'TRUSTED_PROXIES must list addresses or networks',
  )
})
