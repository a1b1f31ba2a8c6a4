import ipaddr from 'ipaddr.js'

/**
 * An IP address in its one spelling, so that addresses can be compared; `undefined` for what is
 * none. An IPv4 address within IPv6 is an IPv4 address.
 */
export function spelledAddress(text: string): string | undefined {
  const trimmed = text.trim()
  const isAddress = trimmed.includes(':')
    ? ipaddr.IPv6.isValid(trimmed)
    : ipaddr.IPv4.isValidFourPartDecimal(trimmed)
  return isAddress ? ipaddr.process(trimmed).toString() : undefined
}
