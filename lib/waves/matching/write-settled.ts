import 'server-only'
import type { Bulk, Columns } from '@/lib/db/bulk/statements'
import { hostStateOf } from '../states.shared'
import type { Board, Host, Member } from './place'
import { MEMBER } from './rows'

/** Waves as they shall be, and what was there of them. */
export type Settled = {
  boards: Map<string, Board>
  before: { hosts: Host[]; members: Member[] }
}

/** Counts of a wave that change when machines are placed, as columns of `Wave`. */
const COUNTS = ['registeredCount', 'waivedCount', 'unexpectedCount', 'arrivedCount'] as const

/**
 * Writes what has changed in some waves: hosts, members, counts, and the wave of each source
 * server.
 */
export async function writeSettled(bulk: Bulk, { boards, before }: Settled): Promise<void> {
  const hosts = [...boards.values()].flatMap((board) => [...board.hosts.values()])
  const members = [...boards.values()].flatMap((board) => [...board.members.values()])
  await Promise.all([
    ...writeHosts(bulk, hosts, before.hosts),
    ...writeMembers(bulk, members, before.members),
    ...writeCounts(bulk, { hosts, members }, before),
  ])
  await writeWavesOfSources(bulk, [...members, ...before.members])
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const keyOf = ({ waveId, sourceServerId }: Member) => `${waveId} ${sourceServerId}`

function writeHosts(bulk: Bulk, hosts: Host[], before: Host[]) {
  const known = new Map(before.map((host) => [host.id, host]))
  const changed = hosts
    .filter((host) => !same(host, known.get(host.id)))
    .map((host) => ({
      id: host.id,
      sourceServerId: host.sourceServerId,
      matchedBy: host.matchedBy,
      arrivedAt: host.arrivedAt,
      state: hostStateOf(host),
    }))
  return changed.length > 0 ? [bulk.change('ExpectedHost', SEAT, changed, 'id')] : []
}

/** What of an expected host says which machine it is. */
const SEAT: Columns = {
  id: 'text',
  sourceServerId: 'text',
  matchedBy: 'text',
  arrivedAt: 'moment',
  state: 'text',
}

function writeMembers(bulk: Bulk, members: Member[], before: Member[]) {
  const known = new Map(before.map((member) => [keyOf(member), member]))
  const kept = new Set(members.map(keyOf))
  const gone = before.filter((member) => !kept.has(keyOf(member)))
  const added = members.filter((member) => !known.has(keyOf(member)))
  const changed = members.filter((member) => {
    const was = known.get(keyOf(member))
    return was && !same(was, member)
  })
  return [
    ...gone.map(({ waveId, sourceServerId }) =>
      bulk.write('DELETE FROM "WaveMember" WHERE "waveId" = $1 AND "sourceServerId" = $2', [
        waveId,
        sourceServerId,
      ]),
    ),
    ...(added.length > 0 ? [bulk.insert('WaveMember', MEMBER, added)] : []),
    ...changed.map(({ waveId, sourceServerId, kind, tokenId, hostId, decision }) =>
      bulk.write(
        `UPDATE "WaveMember" SET kind = $1, "tokenId" = $2, "hostId" = $3, decision = $4
         WHERE "waveId" = $5 AND "sourceServerId" = $6`,
        [kind, tokenId, hostId, decision, waveId, sourceServerId],
      ),
    ),
  ]
}

type Rows = { hosts: Host[]; members: Member[] }

/** How much each count of each wave changes. */
function writeCounts(bulk: Bulk, after: Rows, before: Rows) {
  const changes = new Map<string, Record<string, number>>()
  const count = (waveId: string, column: string, amount: number) => {
    const counts = changes.get(waveId) ?? {}
    counts[column] = (counts[column] ?? 0) + amount
    changes.set(waveId, counts)
  }
  for (const [rows, amount] of [
    [after, 1],
    [before, -1],
  ] as const) {
    for (const host of rows.hosts) {
      const state = hostStateOf(host)
      if (state !== 'missing') count(host.waveId, `${state}Count`, amount)
    }
    for (const { waveId, kind } of rows.members) {
      if (kind !== 'left') count(waveId, 'arrivedCount', amount)
      if (kind === 'unexpected' || kind === 'undecided') count(waveId, 'unexpectedCount', amount)
    }
  }
  return COUNTS.flatMap((column) => {
    const amounts = [...changes]
      .map(([waveId, counts]): [string, number] => [waveId, counts[column] ?? 0])
      .filter(([, amount]) => amount !== 0)
      .sort()
    return amounts.length > 0 ? [bulk.add('Wave', 'id', column, amounts)] : []
  })
}

/**
 * A source server shows one wave: the one somebody put it into, else the one that expects it, else
 * the one whose code it used.
 */
export async function writeWavesOfSources(bulk: Bulk, touched: Member[]): Promise<void> {
  const ids = [...new Set(touched.map(({ sourceServerId }) => sourceServerId))].sort()
  if (ids.length === 0) return
  await bulk.set(
    'SourceServer',
    'id',
    ids,
    `"waveId" = (SELECT member."waveId" FROM "WaveMember" AS member
       WHERE member."sourceServerId" = "SourceServer".id AND member.kind <> 'left'
       ORDER BY CASE WHEN member.membership = 'in' OR member.decision = 'host' THEN 0
         WHEN member.kind = 'expected' AND member."tokenId" IS NOT NULL THEN 1
         WHEN member.kind = 'expected' THEN 2 ELSE 3 END, member.at DESC, member."waveId" LIMIT 1)`,
  )
}
