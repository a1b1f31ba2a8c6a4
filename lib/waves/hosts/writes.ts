import 'server-only'
import type { Allowed } from '@/lib/actors/actor'
import type { Changes } from '@/lib/audit/schema.shared'
import { recordBulkEvent } from '@/lib/audit/writes'
import type { Bulk } from '@/lib/db/bulk/statements'
import { changeWave, recount } from '../change-wave'
import { findMachines } from '../matching/rows'
import { settle } from '../matching/settle'
import { HOST_COLUMNS, type HostInput } from '../schema.shared'
import type { Present } from './plan-import'
import { CHANGED_HOST, changedHost, filledOf, NEW_HOST, newHost, STORED } from './rows'
import { settleHosts } from './settle-hosts'

export type HostResult =
  | { ok: true }
  | { ok: false; reason: 'unknown_wave' | 'unknown_host' | 'name_taken' }

type StoredRow = Present & { sourceServerId: string | null }

async function hostsOf(bulk: Bulk, waveId: string, ids: string[]): Promise<StoredRow[]> {
  const rows = await bulk.findAny('ExpectedHost', { ...STORED, waveId: 'text' }, { id: ids })
  return rows.filter((row) => row.waveId === waveId) as unknown as StoredRow[]
}

async function isTaken(bulk: Bulk, waveId: string, hostKey: string, but = ''): Promise<boolean> {
  const [found] = await bulk.read(
    'SELECT id FROM "ExpectedHost" WHERE "waveId" = $1 AND "hostKey" = $2 AND id <> $3',
    [waveId, hostKey, but],
  )
  return found !== undefined
}

/** Expects one more host. @returns `name_taken` where the list has it already */
export async function addHost(
  actor: Allowed<'waves.write'>,
  waveId: string,
  host: HostInput,
): Promise<HostResult> {
  return changeWave<HostResult>(waveId, async (bulk) => {
    if (await isTaken(bulk, waveId, filledOf(host).hostKey))
      return { ok: false, reason: 'name_taken' }
    await bulk.insert('ExpectedHost', NEW_HOST, [newHost(waveId, host, new Date())])
    await settleHosts(bulk, waveId, [host])
    await recount(bulk, waveId)
    await recordBulkEvent(bulk, actor, 'wave.hosts_changed', waveId, {
      hostname: [null, host.hostname],
    })
    return { ok: true }
  })
}

/** Changes a line of a list to what is given; what is empty is cleared. */
export async function editHost(
  actor: Allowed<'waves.write'>,
  waveId: string,
  id: string,
  host: HostInput,
): Promise<HostResult> {
  return changeWave<HostResult>(waveId, async (bulk) => {
    const [before] = await hostsOf(bulk, waveId, [id])
    if (!before) return { ok: false, reason: 'unknown_host' }
    if (await isTaken(bulk, waveId, filledOf(host).hostKey, id))
      return { ok: false, reason: 'name_taken' }
    const changed = HOST_COLUMNS.filter((column) => (before[column] ?? '') !== host[column])
    if (changed.length === 0) return { ok: true }
    await bulk.change('ExpectedHost', CHANGED_HOST, [changedHost(id, host)], 'id')
    await settleHosts(bulk, waveId, [host])
    await recount(bulk, waveId)
    const changes: Changes = Object.fromEntries(
      changed.map((column) => [column, [before[column], host[column] || null]]),
    )
    const named: Changes = { host: [before.hostname, before.hostname] }
    await recordBulkEvent(bulk, actor, 'wave.hosts_changed', waveId, { ...named, ...changes })
    return { ok: true }
  })
}

/** Names of some hosts for the audit: the first, and how many more. */
function named(hosts: { hostname: string | null }[]): string {
  const [first, ...others] = hosts
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  return `${first?.hostname ?? ''}${more}`
}

/** Expects some hosts no more. Those of them that registered belong to the wave by their code. */
export async function removeHosts(
  actor: Allowed<'waves.write'>,
  waveId: string,
  ids: string[],
): Promise<HostResult> {
  return changeWave<HostResult>(waveId, async (bulk) => {
    const hosts = await hostsOf(bulk, waveId, ids)
    if (hosts.length === 0) return { ok: false, reason: 'unknown_host' }
    for (const { id } of hosts) {
      await bulk.write('DELETE FROM "ExpectedHost" WHERE id = $1', [id])
      await bulk.write(
        `UPDATE "WaveMember" SET "hostId" = NULL,
           decision = CASE WHEN decision = 'host' THEN NULL ELSE decision END
         WHERE "waveId" = $1 AND "hostId" = $2`,
        [waveId, id],
      )
    }
    const sources = hosts.flatMap(({ sourceServerId }) => sourceServerId ?? [])
    if (sources.length > 0) await settle(bulk, await findMachines(bulk, sources), [waveId])
    // Of two that a machine might have been, one may be left.
    await settleHosts(
      bulk,
      waveId,
      hosts.map(({ hostname }) => ({ hostname: hostname ?? '' })),
    )
    await recount(bulk, waveId)
    await recordBulkEvent(bulk, actor, 'wave.hosts_removed', waveId, {
      hosts: [named(hosts), null],
    })
    return { ok: true }
  })
}

/**
 * Waives some hosts: they are not coming, and nobody waits for them. Should one come after all, it
 * is registered.
 * @param note why, for those who ask later
 */
export async function waiveHosts(
  actor: Allowed<'waves.write'>,
  waveId: string,
  ids: string[],
  note: string,
): Promise<HostResult> {
  return changeWave<HostResult>(waveId, async (bulk) => {
    const hosts = await hostsOf(bulk, waveId, ids)
    if (hosts.length === 0) return { ok: false, reason: 'unknown_host' }
    const set = `UPDATE "ExpectedHost" SET "waivedAt" = $1, "waivedBy" = $2, "waiveNote" = $3,
       state = CASE WHEN "sourceServerId" IS NULL THEN 'waived' ELSE state END WHERE id = $4`
    for (const { id } of hosts) await bulk.write(set, [new Date(), actor.id, note || null, id])
    await recount(bulk, waveId)
    const changes: Changes = { hosts: [null, named(hosts)], note: [null, note || null] }
    await recordBulkEvent(bulk, actor, 'wave.hosts_waived', waveId, changes)
    return { ok: true }
  })
}

/** Expects hosts again that were waived. */
export async function unwaiveHosts(
  actor: Allowed<'waves.write'>,
  waveId: string,
  ids: string[],
): Promise<HostResult> {
  return changeWave<HostResult>(waveId, async (bulk) => {
    const hosts = await hostsOf(bulk, waveId, ids)
    if (hosts.length === 0) return { ok: false, reason: 'unknown_host' }
    const set = `UPDATE "ExpectedHost" SET "waivedAt" = NULL, "waivedBy" = NULL,
       "waiveNote" = NULL, state = CASE WHEN "sourceServerId" IS NULL THEN 'missing' ELSE state END
       WHERE id = $1`
    for (const { id } of hosts) await bulk.write(set, [id])
    await recount(bulk, waveId)
    await recordBulkEvent(bulk, actor, 'wave.hosts_unwaived', waveId, {
      hosts: [null, named(hosts)],
    })
    return { ok: true }
  })
}
