import type { HostKeys, MachineKeys } from '@/lib/machines/keys'
import { WAYS, type Way } from '../states.shared'

/** What machines are called that nobody has named. */
const NAMELESS = new Set(['localhost', ''])

const hasDomain = ({ hostKey, shortKey }: { hostKey: string; shortKey: string }) =>
  hostKey !== shortKey

const FITS: [Way, (machine: MachineKeys, host: HostKeys) => boolean][] = [
  [
    'external_id',
    ({ externalKeys }, { externalKey }) =>
      externalKey !== null && externalKeys.includes(externalKey),
  ],
  ['full_name', (machine, host) => machine.hostKey === host.hostKey],
  [
    'short_name',
    (machine, host) =>
      machine.shortKey === host.shortKey && !(hasDomain(machine) && hasDomain(host)),
  ],
  [
    'address',
    ({ addressKeys }, { addressKey }) => addressKey !== null && addressKeys.includes(addressKey),
  ],
]

/**
 * The hosts of a wave that a machine may be: those that fit in the surest way in which any does.
 * Several mean that nothing is guessed; and so does `unsure`, where only the short names are alike
 * and the domains differ.
 */
export function bestFit<Host extends HostKeys>(
  machine: MachineKeys,
  hosts: Host[],
): { way: Way; hosts: Host[]; unsure: boolean } | undefined {
  const isNameless = NAMELESS.has(machine.shortKey)
  for (const [way, fits] of FITS) {
    if (isNameless && (way === 'full_name' || way === 'short_name')) continue
    const found = hosts.filter((host) => fits(machine, host))
    if (found.length > 0) return { way, hosts: found, unsure: false }
  }
  const alike = isNameless ? [] : hosts.filter(({ shortKey }) => shortKey === machine.shortKey)
  return alike.length > 0 ? { way: 'short_name', hosts: alike, unsure: true } : undefined
}

/** Finds which of many hosts a machine may be, without looking at each of them. */
export function indexHosts<Host extends HostKeys>(
  hosts: Iterable<Host>,
): (machine: MachineKeys) => Host[] {
  const byKey = new Map<string, Host[]>()
  for (const host of hosts) {
    for (const key of [`n ${host.shortKey}`, `x ${host.externalKey}`, `a ${host.addressKey}`]) {
      const there = byKey.get(key)
      if (there) there.push(host)
      else byKey.set(key, [host])
    }
  }
  return ({ shortKey, externalKeys, addressKeys }) => {
    const keys = [
      `n ${shortKey}`,
      ...externalKeys.map((key) => `x ${key}`),
      ...addressKeys.map((key) => `a ${key}`),
    ]
    return [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))]
  }
}

/** Whether one who fits in a way takes the place of one who is there; whoever came first stays. */
export function takesFrom(way: Way, held: Way): boolean {
  return WAYS.indexOf(way) < WAYS.indexOf(held)
}
