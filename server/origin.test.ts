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

it('leaves other origins, and calls of no action, to the comparison of Next', () => {
  for (const origin of ['https://evil.example', 'null']) {
    const { isForeign, headers } = called({ origin })
    expect([isForeign, headers.host], origin).toEqual([false, 'inside:3000'])
  }
  const page = new IncomingMessage(new Socket())
  Object.assign(page.headers, { host: 'inside:3000', origin: 'http://console.example.com' })
  expect(isForeignAction(page, own)).toBe(false)
})
