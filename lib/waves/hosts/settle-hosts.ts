import 'server-only'
import type { Bulk } from '@/lib/db/bulk/statements'
import { keysOfHost } from '@/lib/machines/keys'
import { findCandidates, findMachines } from '../matching/rows'
import { settle } from '../matching/settle'

/**
 * Says anew which machines some lines of a list are. A machine of the wave is found by all its
 * addresses, another one by that which the console saw.
 */
export async function settleHosts(
  bulk: Bulk,
  waveId: string,
  hosts: { hostname: string; externalId?: string; address?: string }[],
): Promise<void> {
  const keys = hosts.map(keysOfHost)
  const given = hosts.flatMap(({ externalId }) => externalId || [])
  const machines = await findCandidates(bulk, [waveId], keys, given)
  const holders = await bulk.findAny(
    'ExpectedHost',
    { sourceServerId: 'text', waveId: 'text' },
    { shortKey: [...new Set(keys.map(({ shortKey }) => shortKey))] },
  )
  const known = new Set(machines.map(({ id }) => id))
  const more = holders.flatMap(({ sourceServerId, waveId: of }) =>
    of === waveId && sourceServerId && !known.has(String(sourceServerId))
      ? [String(sourceServerId)]
      : [],
  )
  await settle(bulk, [...machines, ...(await findMachines(bulk, [...new Set(more)]))], [waveId])
}
