import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import proxyAddress from 'proxy-addr'
import { expect, it } from 'vitest'
import { canonicalAddress, clientAddress } from './client-address'

it.each([
  ['203.0.113.78', '203.0.113.78'],
  ['203.0.113.78:1000', '203.0.113.78'],
  ['::ffff:203.0.113.78', '203.0.113.78'],
  ['::ffff:cb00:714e', '203.0.113.78'],
  ['[::ffff:cb00:714e]:443', '203.0.113.78'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['[2001:db8::1]:4711', '2001:db8::1'],
  ['[2001:0db8:0000::0001]', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
])('spells %s as %s', (text, address) => {
  expect(canonicalAddress(text)).toBe(address)
})

it.each([
  '',
  'unknown',
  '203.0.113',
  '010.0.0.1',
  '0x7f.1',
  '203.0.113.78:',
  '1.2.3.4.5',
  '2001:db8::1:4711:x',
  '_hidden',
  'a'.repeat(60_000),
])('takes %.20j for no address', (text) => {
  expect(canonicalAddress(text)).toBeUndefined()
})

function comingFrom(remoteAddress: string, forwarded?: string) {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress })
  const request = new IncomingMessage(socket)
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded
  return clientAddress(request, proxyAddress.compile(['loopback', '10.0.0.0/8']))
}

it('believes trusted proxies, each about the next, and nobody else', () => {
  expect(comingFrom('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
  expect(comingFrom('127.0.0.1', '198.51.100.1:5000')).toBe('198.51.100.1')
  expect(comingFrom('::ffff:127.0.0.1', '192.0.2.66, 198.51.100.1, 10.1.2.3:80')).toBe(
    '198.51.100.1',
  )
  expect(comingFrom('127.0.0.1', '10.0.0.1, 10.0.0.2')).toBe('10.0.0.1')
})

it('stays at the nearest proxy that named no address', () => {
  expect(comingFrom('127.0.0.1', '198.51.100.1, unknown')).toBe('127.0.0.1')
  expect(comingFrom('127.0.0.1', 'x'.repeat(60_000))).toBe('127.0.0.1')
  expect(comingFrom('127.0.0.1', '')).toBe('127.0.0.1')
  expect(comingFrom('')).toBe('')
})
