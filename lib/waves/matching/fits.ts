import 'server-only'
import { inBulk } from '@/lib/db/bulk/bulk'
import { bestFit, indexHosts } from './match'
import { findHostsFor, findMachines } from './rows'

/** The lines of a wave's list, by their IDs, that each of some source servers fits best. */
export async function fitsOf(waveId: string, sourceIds: string[]): Promise<Map<string, string[]>> {
  if (sourceIds.length === 0) return new Map()
  return inBulk(async (bulk) => {
    const machines = await findMachines(bulk, sourceIds)
    const hosts = await findHostsFor(
      bulk,
      machines.flatMap(({ keys }) => keys ?? []),
    )
    const near = indexHosts(hosts.filter((host) => host.waveId === waveId))
    return new Map(
      machines.map(({ id, keys }) => [
        id,
        keys ? (bestFit(keys, near(keys))?.hosts ?? []).map((host) => host.id) : [],
      ]),
    )
  })
}
