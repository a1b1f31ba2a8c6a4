import 'server-only'
import type { Bulk, Columns, Row } from '@/lib/db/bulk/statements'
import { keysOfMachine, type MachineKeys } from '@/lib/machines/keys'
import { systemInfoSchema } from '@/lib/machines/system-info'
import type { Host, Machine, Member } from './place'

const HOST: Columns = {
  id: 'text',
  waveId: 'text',
  hostKey: 'text',
  shortKey: 'text',
  externalKey: 'text',
  addressKey: 'text',
  sourceServerId: 'text',
  matchedBy: 'text',
  arrivedAt: 'moment',
  waivedAt: 'moment',
}

export const MEMBER: Columns = {
  waveId: 'text',
  sourceServerId: 'text',
  kind: 'text',
  tokenId: 'text',
  hostId: 'text',
  decision: 'text',
  membership: 'text',
  at: 'moment',
}

const MACHINE: Columns = {
  id: 'text',
  machineId: 'text',
  hostname: 'text',
  externalId: 'text',
  addressKey: 'text',
  systemInfo: 'text',
  registeredAt: 'moment',
  deletedAt: 'moment',
}

/** The expected hosts, of all waves, that some machines may be: one look-up by indexes. */
export async function findHostsFor(bulk: Bulk, machines: MachineKeys[]): Promise<Host[]> {
  const all = (of: (machine: MachineKeys) => string[]) => [...new Set(machines.flatMap(of))]
  const rows = await bulk.findAny('ExpectedHost', HOST, {
    shortKey: all(({ shortKey }) => [shortKey]),
    externalKey: all(({ externalKeys }) => externalKeys),
    addressKey: all(({ addressKeys }) => addressKeys),
  })
  return rows.map(hostOf)
}

export async function findHosts(bulk: Bulk, ids: string[]): Promise<Host[]> {
  return ids.length > 0 ? (await bulk.findAny('ExpectedHost', HOST, { id: ids })).map(hostOf) : []
}

/** What some machines are in all waves, who are some hosts, or who is in some waves. */
export async function findMembers(
  bulk: Bulk,
  wanted: { sourceServerId?: string[]; hostId?: string[]; waveId?: string[] },
): Promise<Member[]> {
  return (await bulk.findAny('WaveMember', MEMBER, wanted)).map(memberOf)
}

/**
 * The machines that some hosts may be, for a list that changed: by name, by ID, and by the address
 * that the console saw.
 */
export async function findMachinesFor(
  bulk: Bulk,
  hosts: Pick<Host, 'shortKey' | 'externalKey' | 'addressKey'>[],
  externalIds: string[] = [],
): Promise<Machine[]> {
  const all = (key: 'shortKey' | 'externalKey' | 'addressKey') => [
    ...new Set(hosts.flatMap((host) => host[key] ?? [])),
  ]
  const externalKeys = all('externalKey')
  const rows = await bulk.findAny('SourceServer', MACHINE, {
    shortKey: all('shortKey'),
    externalKey: externalKeys,
    // As it was sent, and in lower and upper case: the index tells them apart.
    machineId: [
      ...new Set([...externalKeys, ...externalIds.flatMap((id) => [id, id.toUpperCase()])]),
    ],
    addressKey: all('addressKey'),
  })
  return rows.map(machineOf)
}

/**
 * Those, and all of some waves that are no expected host yet, or are one by their address: these
 * are known by every address.
 */
export async function findCandidates(
  bulk: Bulk,
  waveIds: string[],
  hosts: Pick<Host, 'shortKey' | 'externalKey' | 'addressKey'>[],
  externalIds: string[] = [],
): Promise<Machine[]> {
  const [machines, members, ...byAddress] = await Promise.all([
    findMachinesFor(bulk, hosts, externalIds),
    findMembers(bulk, { waveId: waveIds }),
    ...waveIds.map((id) => bulk.read(SEATED_BY_ADDRESS, [id])),
  ])
  const known = new Set(machines.map(({ id }) => id))
  const unseated = members.flatMap(({ sourceServerId, hostId }) =>
    hostId === null && !known.has(sourceServerId) ? [sourceServerId] : [],
  )
  const seated = byAddress.flat().map((row) => String(row.sourceServerId))
  const more = new Set([...unseated, ...seated.filter((id) => !known.has(id))])
  return [...machines, ...(await findMachines(bulk, [...more]))]
}

const SEATED_BY_ADDRESS = `SELECT "sourceServerId" FROM "ExpectedHost"
  WHERE "waveId" = $1 AND state = 'registered' AND "matchedBy" = 'address'`

export async function findMachines(bulk: Bulk, ids: string[]): Promise<Machine[]> {
  if (ids.length === 0) return []
  return (await bulk.findAny('SourceServer', MACHINE, { id: ids })).map(machineOf)
}

const hostOf = (row: Row) => row as unknown as Host
const memberOf = (row: Row) => row as unknown as Member

function machineOf(row: Row): Machine {
  const { id, machineId, hostname, externalId, addressKey, systemInfo, registeredAt } =
    row as unknown as Record<string, string> & { registeredAt: Date }
  const { ipAddresses } = systemInfoSchema.parse(JSON.parse(systemInfo ?? '{}'))
  const keys = keysOfMachine({
    hostname: hostname ?? '',
    machineId: machineId ?? '',
    externalId,
    addresses: [...ipAddresses, ...(addressKey ? [addressKey] : [])],
  })
  return { id: id ?? '', at: registeredAt, ...(row.deletedAt === null && { keys }) }
}
