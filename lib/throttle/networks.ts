import { isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Bits of an IPv6 address that a client's network has, and the site that it may belong to: a /48
 * has 65,536 networks.
 */
const PREFIXES = [64, 48]

/**
 * The networks to count attempts by, the narrowest first. Whoever has one IPv6 address has its /64,
 * and often the /48; an IPv4 address stands for itself.
 * @param ip as server.mjs spells it
 */
export function networksOf(ip: string): [network: string, ...wider: string[]] {
  if (!isIPv6(ip)) return [ip]
  const [network, ...wider] = PREFIXES.map(
    (bits) => `${ipaddr.IPv6.networkAddressFromCIDR(`${ip}/${bits}`)}/${bits}`,
  )
  return [network ?? ip, ...wider]
}
