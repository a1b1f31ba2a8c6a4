import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { isForeignAction } from './origin'

const own = new URL('https://console.example.com')

function called(headers: Record<string, string>, publicUrl: URL | undefined = own) {
  const request = new IncomingMessage(new Socket())
  Object.assign(request.headers, { host: 'inside:3000', 'next-action': 'x', ...headers })
  return { isForeign: isForeignAction(request, publicUrl), headers: request.headers }
}

it('refuses an action from the same host by another scheme', () => {
  expect(called({ origin: 'http://console.example.com' }).isForeign).toBe(true)
})

it('takes the console’s own address for its own, whatever a proxy passes on', () => {
  const { isForeign, headers } = called({ origin: own.origin, 'x-forwarded-host': 'elsewhere' })
  expect(isForeign).toBe(false)
  expect([headers.host, headers['x-forwarded-host']]).toEqual(['console.example.com', undefined])
})

it('refuses other origins, and takes its own host as a proxy names it', () => {
  for (const publicUrl of [own, undefined]) {
    for (const origin of ['https://evil.example', 'null', 'nonsense'])
      expect(called({ origin }, publicUrl).isForeign, origin).toBe(true)
    expect(called({ origin: 'http://inside:3000' }, publicUrl).isForeign).toBe(false)
    expect(
      called({ origin: 'http://inside:3000', 'x-forwarded-host': 'elsewhere' }, publicUrl)
        .isForeign,
    ).toBe(true)
    expect(
      called({ origin: 'https://a.example', 'x-forwarded-host': 'a.example, b.example' }, publicUrl)
        .isForeign,
    ).toBe(false)
    expect(called({}, publicUrl).isForeign).toBe(false)
  }
})

it('has nothing to say of what is no call of an action', () => {
  const page = new IncomingMessage(new Socket())
  Object.assign(page.headers, { host: 'inside:3000', origin: 'http://console.example.com' })
  expect(isForeignAction(page, own)).toBe(false)
})
