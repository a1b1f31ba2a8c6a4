import type { HostKeys, MachineKeys } from '@/lib/machines/keys'
import type { Way } from '../states.shared'
import { bestFit, takesFrom } from './match'

/** A line of a wave's list, with the machine that it is. */
export type Host = HostKeys & {
  id: string
  waveId: string
  sourceServerId: string | null
  matchedBy: Way | null
  arrivedAt: Date | null
  waivedAt: Date | null
}

/** What somebody said of a machine in a wave: it is this host, or none of the list. */
export type Decision = 'host' | 'none'

/** Whether somebody put a machine into a wave, or took it out. */
export type Membership = 'in' | 'out'

/**
 * What a machine is in a wave: an expected host; one that fits several; one with a code of the wave
 * that fits none; one that somebody took in; or nothing, as somebody said.
 */
type Kind = 'expected' | 'undecided' | 'unexpected' | 'accepted' | 'left'

/** A machine in a wave. `tokenId` is the code of the wave with which it came, if it was one. */
export type Member = {
  waveId: string
  sourceServerId: string
  kind: Kind
  tokenId: string | null
  hostId: string | null
  decision: Decision | null
  membership: Membership | null
  at: Date
}

/** A machine as it is placed; `keys` is missing where it is no more. */
export type Machine = { id: string; keys?: MachineKeys; at: Date }

/** What is known of one wave, as far as some machines are concerned. */
export type Board = {
  waveId: string
  hosts: Map<string, Host>
  /** The hosts that a machine may be. */
  near: (machine: MachineKeys) => Host[]
  members: Map<string, Member>
  /** Hosts that lost their machine, or whose machine fits less well now: others may be better. */
  vacated: Set<string>
}

/**
 * Places a machine in a wave: the one host that fits it best is this machine, unless that host is
 * another one already that fits as well; a decision by hand stands for ever.
 */
export function place(board: Board, machine: Machine, tokenId?: string): void {
  const before = board.members.get(machine.id)
  const member: Member = {
    waveId: board.waveId,
    sourceServerId: machine.id,
    kind: 'left',
    tokenId: tokenId ?? before?.tokenId ?? null,
    hostId: null,
    decision: before?.decision ?? null,
    membership: before?.membership ?? null,
    at: before?.at ?? machine.at,
  }
  const seat = seatOf(board, machine, before, member)
  if (before?.hostId && before.hostId !== seat.host?.id) vacate(board, before.hostId, machine.id)
  if (seat.host && seat.way && occupy(board, seat.host, machine, { way: seat.way, at: member.at }))
    member.hostId = seat.host.id
  member.kind = kindOf(member, seat.undecided)
  const isKept = member.kind !== 'left' || member.decision !== null || member.membership !== null
  if (machine.keys && isKept) board.members.set(machine.id, member)
  else board.members.delete(machine.id)
}

type Seat = { host?: Host; way?: Way; undecided: boolean }

function seatOf(
  { hosts, near }: Board,
  { keys }: Machine,
  before: Member | undefined,
  { decision, membership, tokenId }: Member,
): Seat {
  const none = { undecided: false }
  if (!keys || decision === 'none' || membership === 'out') return none
  const decided = decision === 'host' && before?.hostId ? hosts.get(before.hostId) : undefined
  if (decided) return { host: decided, way: 'hand', undecided: false }
  const fit = bestFit(keys, near(keys))
  if (!fit) return none
  // Of machines that have nothing to do with the wave, a name alike says nothing.
  if (fit.unsure) return { undecided: tokenId !== null || membership === 'in' }
  const [host, ...others] = fit.hosts
  return others.length > 0 ? { undecided: true } : { host, way: fit.way, undecided: false }
}

/** Whether a machine is a host now; another one that is it for a lesser reason gives way. */
function occupy(
  board: Board,
  host: Host,
  { id }: Machine,
  { way, at }: { way: Way; at: Date },
): boolean {
  const holder = host.sourceServerId
  if (holder && holder !== id) {
    if (host.matchedBy && !takesFrom(way, host.matchedBy)) return false
    const other = board.members.get(holder)
    if (other) {
      const without = { ...other, hostId: null }
      without.kind = kindOf(without, false)
      if (without.kind === 'left') board.members.delete(holder)
      else board.members.set(holder, without)
    }
  }
  // Who fits less well than before may have to give way.
  if (holder === id && host.matchedBy && takesFrom(host.matchedBy, way)) board.vacated.add(host.id)
  host.sourceServerId = id
  host.matchedBy = way
  host.arrivedAt = at
  return true
}

function vacate({ hosts, vacated }: Board, hostId: string, machineId: string): void {
  const host = hosts.get(hostId)
  if (host?.sourceServerId !== machineId) return
  host.sourceServerId = null
  host.matchedBy = null
  host.arrivedAt = null
  vacated.add(hostId)
}

function kindOf({ hostId, membership, tokenId }: Member, isUndecided: boolean): Kind {
  if (membership === 'out') return 'left'
  if (hostId) return 'expected'
  if (isUndecided) return 'undecided'
  if (membership === 'in') return 'accepted'
  return tokenId ? 'unexpected' : 'left'
}

/** A machine that asks, with what is known of it in the wave, and the hosts that it may be. */
type Asking = { keys: MachineKeys; sourceId: string | undefined; member: Member | undefined }

/**
 * The hosts of a wave that a machine would be if it came now: none for one that is not expected;
 * several where somebody would have to decide.
 */
export function openSeats({ keys, sourceId, member }: Asking, hosts: Host[]): string[] {
  if (member?.decision === 'none' || member?.membership === 'out') return []
  if (member?.decision === 'host' && member.hostId) return [member.hostId]
  const fit = bestFit(keys, hosts)
  if (!fit || fit.unsure) return []
  const isOpen = ({ sourceServerId, matchedBy }: Host) =>
    sourceServerId === null ||
    sourceServerId === sourceId ||
    (matchedBy !== null && takesFrom(fit.way, matchedBy))
  return fit.hosts.filter(isOpen).map(({ id }) => id)
}
