import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * An IP address in its one spelling, so that addresses can be compared; `undefined` for what is
 * none. An IPv4 address within IPv6 is an IPv4 address.
 */
export function spelledAddress(text: string): string | undefined {
  const trimmed = text.trim()
  // Most that is asked is a name: the library throws, and catches, an error for each.
  if (isIP(trimmed) === 0) return undefined
  return ipaddr.isValid(trimmed) ? ipaddr.process(trimmed).toString() : undefined
}
