import ipaddr from 'ipaddr.js'

/** Networks that one access key may be limited to. */
const MOST = 50

/**
 * Reads networks, one a line or with commas between: `192.0.2.0/24`, `2001:db8::/32`, or an address
 * alone.
 * @returns them in one spelling, without repeats; or what can't be read, with what is wrong
 */
export function parseNetworks(
  text: string,
): { ok: true; networks: string[] } | { ok: false; message: string } {
  const given = text.split(/[\s,]+/).filter(Boolean)
  if (given.length > MOST) return { ok: false, message: `At most ${MOST} networks.` }
  const networks = new Set<string>()
  for (const one of given) {
    const network = networkOf(one)
    if (!network)
      return {
        ok: false,
        message: `"${one.slice(0, 60)}" is no network like 192.0.2.0/24 or 2001:db8::/32.`,
      }
    networks.add(network)
  }
  return { ok: true, networks: [...networks] }
}

/** A network with the bits of its address beyond the prefix cleared. */
function networkOf(text: string): string | undefined {
  const cidr = /^[^/]+$/.test(text) ? `${text}/${text.includes(':') ? 128 : 32}` : text
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr))
    return `${ipaddr.IPv4.networkAddressFromCIDR(cidr)}/${cidr.split('/')[1]}`
  if (ipaddr.IPv6.isValidCIDR(cidr))
    return `${ipaddr.IPv6.networkAddressFromCIDR(cidr)}/${cidr.split('/')[1]}`
  return undefined
}

/** Whether an address lies in one of some networks; in none, where it is no address. */
export function isWithin(ip: string, networks: string[]): boolean {
  if (!ipaddr.isValid(ip)) return false
  const address = ipaddr.process(ip)
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network)
    return base.kind() === address.kind() && address.match(base, bits)
  })
}
