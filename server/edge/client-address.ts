import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * An address in the one spelling that everything is counted and recorded by: without port, brackets
 * and zone, IPv4 as itself where it is mapped into IPv6, IPv6 as short as RFC 5952 wants it.
 * @param text as a socket or a proxy says it
 * @returns `undefined` for what is no address
 */
export function canonicalAddress(text: string): string | undefined {
  const [, bracketed, withPort] = /^\[([^\]]*)\](?::\d+)?$|^([\d.]+):\d+$/.exec(text) ?? []
  const bare = (bracketed ?? withPort ?? text).replace(/%.*$/, '')
  return isIP(bare) ? ipaddr.process(bare).toString() : undefined
}

/**
 * The address of the client that a request comes from: of the proxies that named it, only trusted
 * ones are believed, each about the next. Where one names something that is no address, it is
 * itself the nearest that is known.
 * @returns empty for a client that has hung up already
 */
export function clientAddress(
  request: IncomingMessage,
  isTrusted: (address: string, hops: number) => boolean,
): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').reverse()
  let address = canonicalAddress(request.socket.remoteAddress ?? '') ?? ''
  for (const [hops, text] of forwarded.entries()) {
    const next = isTrusted(address, hops)
      ? canonicalAddress(text.trim().replaceAll('"', ''))
      : undefined
    if (!next) break
    address = next
  }
  return address
}
