import { spelledAddress } from '../text/address'
import { searchText } from '../text/search-text.shared'
import { hostKeyOf } from './host-name.shared'
import { storedMachineId } from './machine-id'

/** What names are compared by: upper and lower case, and composed characters or not, are alike. */
export type HostKeys = {
  hostKey: string
  shortKey: string
  externalKey: string | null
  addressKey: string | null
}

/** What a machine is compared by. Its machine ID counts as one of its external IDs. */
export type MachineKeys = {
  hostKey: string
  shortKey: string
  externalKeys: string[]
  addressKeys: string[]
}

/** The part of a host name before its domain; an address has no such part. */
export function shortKeyOf(hostname: string): string {
  const full = hostKeyOf(hostname)
  return spelledAddress(full) ? full : (full.split('.')[0] ?? full) || full
}

/** An external ID as it is compared. Those of operating systems are kept as their hash. */
export function externalKeyOf(id: string | null | undefined): string | null {
  const trimmed = id?.trim()
  return trimmed ? searchText(storedMachineId(searchText(trimmed))) : null
}

export function addressKeyOf(address: string | null | undefined): string | null {
  return (address && spelledAddress(address)) || null
}

/** The keys of a line of a list. */
export function keysOfHost(host: {
  hostname: string
  externalId?: string | null
  address?: string | null
}): HostKeys {
  return {
    hostKey: hostKeyOf(host.hostname),
    shortKey: shortKeyOf(host.hostname),
    externalKey: externalKeyOf(host.externalId),
    // Some lists name hosts by their address.
    addressKey: addressKeyOf(host.address) ?? addressKeyOf(host.hostname),
  }
}

/** The keys of a machine, by what it tells of itself and the address that the console saw. */
export function keysOfMachine(machine: {
  hostname: string
  machineId: string
  externalId?: string | null
  addresses: string[]
}): MachineKeys {
  const { hostname, machineId, externalId, addresses } = machine
  return {
    hostKey: hostKeyOf(hostname),
    shortKey: shortKeyOf(hostname),
    externalKeys: [externalKeyOf(externalId), externalKeyOf(machineId)].flatMap((key) => key ?? []),
    addressKeys: [...new Set(addresses.flatMap((address) => addressKeyOf(address) ?? []))],
  }
}
