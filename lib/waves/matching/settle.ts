import 'server-only'
import type { Bulk } from '@/lib/db/bulk/statements'
import { indexHosts } from './match'
import { type Board, type Host, type Machine, type Member, place } from './place'
import { findCandidates, findHosts, findHostsFor, findMembers } from './rows'
import { type Settled, writeSettled } from './write-settled'

/** A machine with the code of a wave with which it registers now, if it does. */
export type Arriving = Machine & { waveId?: string | null; tokenId?: string }

/**
 * Says anew what some machines are in all waves: by the codes they came with, by the lists, and by
 * what people said. Whoever changes lists must hold the name `waves` alone, and registrations
 * together, so that neither misses the other; the waves concerned are held besides.
 * @param waveIds waves that are concerned at any rate
 * @param areAll whether these are all: the caller has looked, and nobody was in any other
 */
export async function settle(
  bulk: Bulk,
  arriving: Arriving[],
  waveIds: string[] = [],
  areAll = false,
): Promise<void> {
  if (arriving.length === 0) return
  const machines = [...arriving].sort(byArrival)
  const concerned = new Set(waveIds)
  if (!areAll) for (const waveId of await wavesOf(bulk, machines)) concerned.add(waveId)
  if (concerned.size === 0) return
  const settled = await boardsOf(bulk, machines, [...concerned].sort())
  for (const [waveId, board] of settled.boards)
    for (const machine of machines)
      place(board, machine, machine.waveId === waveId ? machine.tokenId : undefined)
  await fillVacated(bulk, settled)
  await writeSettled(bulk, settled)
}

/** The waves that expect some machines, that they are in, or whose codes they bring. */
async function wavesOf(bulk: Bulk, machines: Arriving[]): Promise<string[]> {
  const [candidates, known] = await Promise.all([
    findHostsFor(
      bulk,
      machines.flatMap(({ keys }) => keys ?? []),
    ),
    findMembers(bulk, { sourceServerId: machines.map(({ id }) => id) }),
  ])
  const brought = machines.flatMap(({ waveId }) => waveId ?? [])
  return [...[...candidates, ...known].map(({ waveId }) => waveId), ...brought]
}

const byArrival = (one: Machine, other: Machine) =>
  one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : 1)

/** What is there of the waves concerned, once they are held. */
async function boardsOf(bulk: Bulk, machines: Machine[], waveIds: string[]): Promise<Settled> {
  const ids = machines.map(({ id }) => id)
  const [, fitting, own] = await Promise.all([
    bulk.hold('Wave', { id: 'text' }, 'id', waveIds, 'wait'),
    findHostsFor(
      bulk,
      machines.flatMap(({ keys }) => keys ?? []),
    ),
    findMembers(bulk, { sourceServerId: ids }),
  ])
  const seen = new Set(fitting.map(({ id }) => id))
  const held = await findHosts(
    bulk,
    own.flatMap(({ hostId }) => (hostId && !seen.has(hostId) ? [hostId] : [])),
  )
  const isHeld = ({ waveId }: { waveId: string }) => waveIds.includes(waveId)
  const hosts = [...fitting, ...held].filter(isHeld)
  return withHolders(bulk, waveIds, hosts, own.filter(isHeld))
}

/** Boards with those too who are some of the hosts now. */
async function withHolders(
  bulk: Bulk,
  waveIds: string[],
  hosts: Host[],
  own: Member[],
): Promise<Settled> {
  const mine = new Set(own.map(({ sourceServerId }) => sourceServerId))
  const holders = hosts.flatMap(({ sourceServerId }) =>
    sourceServerId && !mine.has(sourceServerId) ? [sourceServerId] : [],
  )
  const others =
    holders.length > 0 ? await findMembers(bulk, { sourceServerId: [...new Set(holders)] }) : []
  const members = [...own, ...others.filter(({ waveId }) => waveIds.includes(waveId))]
  const boards = new Map(waveIds.map((waveId) => [waveId, boardOf(waveId, hosts, members)]))
  return { boards, before: { hosts: structuredClone(hosts), members: structuredClone(members) } }
}

function boardOf(waveId: string, hosts: Host[], members: Member[]): Board {
  const here = <T extends { waveId: string }>(rows: T[]) =>
    rows.filter((row) => row.waveId === waveId)
  return {
    waveId,
    hosts: new Map(here(hosts).map((host) => [host.id, host])),
    near: indexHosts(here(hosts)),
    members: new Map(here(members).map((member) => [member.sourceServerId, member])),
    vacated: new Set(),
  }
}

/** Offers hosts that lost their machine to those that fit too, whoever came first. */
async function fillVacated(bulk: Bulk, settled: Settled): Promise<void> {
  const offered = [...settled.boards.values()].flatMap(({ vacated, hosts }) =>
    [...vacated].flatMap((id) => hosts.get(id) ?? []),
  )
  if (offered.length === 0) return
  const waveIds = [...new Set(offered.map(({ waveId }) => waveId))]
  const machines = (await findCandidates(bulk, waveIds, offered)).filter(({ keys }) => keys)
  if (machines.length === 0) return
  const further = await boardsOf(bulk, machines, [...settled.boards.keys()].sort())
  for (const [waveId, board] of settled.boards) {
    const found = further.boards.get(waveId)
    if (!found) continue
    for (const [id, host] of found.hosts) if (!board.hosts.has(id)) board.hosts.set(id, host)
    board.near = indexHosts(board.hosts.values())
    for (const [id, member] of found.members)
      if (!board.members.has(id) && !settled.before.members.some(isThe(waveId, id)))
        board.members.set(id, member)
    if (board.vacated.size > 0)
      for (const machine of machines.sort(byArrival)) place(board, machine)
  }
  settled.before.hosts.push(...missingIn(settled.before.hosts, further.before.hosts, keyOfHost))
  settled.before.members.push(
    ...missingIn(settled.before.members, further.before.members, keyOfMember),
  )
}

const isThe = (waveId: string, id: string) => (member: Member) =>
  member.waveId === waveId && member.sourceServerId === id
const keyOfHost = ({ id }: Host) => id
const keyOfMember = ({ waveId, sourceServerId }: Member) => `${waveId} ${sourceServerId}`

function missingIn<T>(there: T[], found: T[], keyOf: (one: T) => string): T[] {
  const keys = new Set(there.map(keyOf))
  return found.filter((one) => !keys.has(keyOf(one)))
}
