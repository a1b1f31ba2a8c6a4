import 'server-only'
import type { Bulk } from '../db/bulk/statements'
import { indexHosts } from '../waves/matching/match'
import { type Host, openSeats } from '../waves/matching/place'
import { findHostsFor, findMembers } from '../waves/matching/rows'
import type { Attempt, BatchPlan, Known } from './batch-plan'

/** The expected hosts, of all waves, that the machines of some attempts may be. */
export async function findExpected(bulk: Bulk, attempts: Attempt[]): Promise<Host[]> {
  return findHostsFor(
    bulk,
    attempts.map(({ keys }) => keys),
  )
}

/**
 * Which hosts the machine of each attempt would be, by wave. What people said of it is asked only
 * where a code takes no others.
 */
export async function seatsOf(
  bulk: Bulk,
  attempts: Attempt[],
  hosts: Host[],
  { tokens, servers }: Pick<Known, 'tokens' | 'servers'>,
): Promise<Known['expectedIn']> {
  const strict = attempts.filter(({ codeHash }) => tokens.get(codeHash)?.onlyExpected)
  const ids = strict.flatMap(({ machineId }) => servers.get(machineId)?.id ?? [])
  const members = ids.length > 0 ? await findMembers(bulk, { sourceServerId: ids }) : []
  if (hosts.length === 0 && members.length === 0) return new Map()
  const near = indexHosts(hosts)
  return new Map(
    attempts.map((attempt) => {
      const { keys, machineId } = attempt
      const sourceId = servers.get(machineId)?.id
      const own = members.filter((member) => member.sourceServerId === sourceId)
      const fitting = near(keys)
      const waveIds = new Set([...fitting, ...own].map(({ waveId }) => waveId))
      const seats = [...waveIds].map((waveId): [string, string[]] => {
        const here = fitting.filter((host) => host.waveId === waveId)
        const member = own.find((one) => one.waveId === waveId)
        return [waveId, openSeats({ keys, sourceId, member }, here)]
      })
      return [attempt, new Map(seats)]
    }),
  )
}

/** Whom waves are concerned with: on a list, with the code of a wave, or in a wave so far. */
export function concernedByWaves({ servers, claims }: BatchPlan, { tokens, expectedIn }: Known) {
  const claimed = new Set(claims.map(({ attempt }) => attempt))
  const repeated = servers.filter(({ attempt }) => !claimed.has(attempt))
  const known = new Map(servers.map(({ server, before }) => [server.id, before]))
  const all = [
    ...claims,
    ...repeated.map(({ attempt, tokenId, server }) => ({ attempt, tokenId, sourceId: server.id })),
  ]
  const waveIds = new Set<string>()
  let isEverybodyNew = true
  const arriving = all.flatMap(({ attempt, tokenId, sourceId }) => {
    const waveId = tokens.get(attempt.codeHash)?.waveId ?? null
    const fitting = [...(expectedIn.get(attempt)?.keys() ?? [])]
    const wasIn = known.get(sourceId)?.waveId ?? null
    if (!waveId && !wasIn && fitting.length === 0) return []
    for (const id of waveId ? [waveId, ...fitting] : fitting) waveIds.add(id)
    if (wasIn) isEverybodyNew = false
    return [{ id: sourceId, at: attempt.at, keys: attempt.keys, waveId, tokenId }]
  })
  return { arriving, waveIds: [...waveIds], isEverybodyNew }
}
