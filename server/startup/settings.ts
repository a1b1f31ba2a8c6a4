import { isIP } from 'node:net'
import proxyAddress from 'proxy-addr'
import { StartError } from '@/lib/start-error'

/**
 * Where to listen: at `LISTEN_ADDRESS`, or at all addresses. `HOSTNAME`, as that was called, is
 * what shells and containers call the machine; where it is an address it was set for us, and
 * opening all others instead would be worse than a remark.
 */
export function readListenAddress({
  LISTEN_ADDRESS,
  HOSTNAME,
}: Record<string, string | undefined>): {
  address: string | undefined
  remark?: string
} {
  if (LISTEN_ADDRESS) return { address: LISTEN_ADDRESS }
  if (!HOSTNAME || !(isIP(HOSTNAME) || HOSTNAME === 'localhost')) return { address: undefined }
  return {
    address: HOSTNAME,
    remark: `HOSTNAME=${HOSTNAME} is taken for LISTEN_ADDRESS, as it is called now. Rename it.`,
  }
}

/** The port that `PORT` names, 3000 where it does not. @throws StartError */
export function readPort(text: string | undefined): number {
  if (!text) return 3000
  const number = Number(text)
  if (!/^\d{1,5}$/.test(text) || number > 65535)
    throw new StartError('PORT must be a whole number from 0 to 65535.')
  return number
}

/**
 * Which proxies are believed about the client that they name.
 * @param list comma-separated addresses, networks, or the names that proxy-addr knows
 * @throws StartError
 */
export function readTrustedProxies(
  list: string | undefined,
): (address: string, hops: number) => boolean {
  try {
    return proxyAddress.compile(
      (list ?? '')
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
  } catch {
    throw new StartError(
      'TRUSTED_PROXIES must list addresses or networks, like 10.0.0.0/8,127.0.0.1, or ' +
        'loopback, linklocal and uniquelocal.',
    )
  }
}
