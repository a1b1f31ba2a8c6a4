import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { inBulk } from '@/lib/db/bulk/bulk'
import type { Bulk, Row } from '@/lib/db/bulk/statements'
import { keysOfHost } from '@/lib/machines/keys'
import { bestFit, indexHosts } from '../matching/match'
import { findHostsFor, findMachinesFor } from '../matching/rows'
import { countsOf, inParts, presentIn } from './import'
import { type PlannedRow, planImport } from './plan-import'
import type { Preview, PreviewedRow } from './preview.shared'
import type { FileRow } from './read-rows.shared'

/**
 * Says what a list would change in a wave, or in a new one, and writes nothing. Each line is told
 * as well that is a source server already, or that another wave expects.
 */
export async function previewImport(
  _actor: Actor,
  waveId: string | undefined,
  rows: FileRow[],
): Promise<Preview> {
  return inBulk(async (bulk) => {
    const plan = planImport(waveId ? await presentIn(bulk, waveId) : new Map(), rows)
    const wanted = plan.flatMap((one) => (one.kind === 'new' || one.kind === 'changed' ? one : []))
    const [registered, elsewhere] = await Promise.all([
      findRegistered(bulk, wanted),
      findElsewhere(bulk, waveId, wanted),
    ])
    const told = plan.map((one): PreviewedRow => {
      const { row, kind } = one
      if (kind === 'twice') return { row, kind, hostname: one.hostname, first: one.first }
      if (kind === 'unreadable') return { row, kind, hostname: one.hostname, reason: one.reason }
      return {
        row,
        kind,
        hostname: one.host.hostname,
        ...(kind === 'changed' && { columns: one.columns }),
        ...(registered.has(row) && { registered: true }),
        ...(elsewhere.has(row) && { elsewhere: elsewhere.get(row) }),
      }
    })
    return { counts: countsOf(plan), rows: told }
  })
}

type Wanted = Extract<PlannedRow, { kind: 'new' | 'changed' }>

/** The rows that one machine is, which has registered already. */
async function findRegistered(bulk: Bulk, wanted: Wanted[]): Promise<Set<number>> {
  const lines = wanted.map(({ row, host }) => ({ row, ...keysOfHost(host) }))
  const near = indexHosts(lines)
  const found = new Set<number>()
  for (const some of inParts(wanted)) {
    const keys = some.map(({ host }) => keysOfHost(host))
    const given = some.flatMap(({ host }) => host.externalId || [])
    for (const machine of await findMachinesFor(bulk, keys, given)) {
      if (!machine.keys) continue
      const fit = bestFit(machine.keys, near(machine.keys))
      if (fit?.hosts.length === 1 && fit.hosts[0]) found.add(fit.hosts[0].row)
    }
  }
  return found
}

/** The names of other waves that expect the same host, by row. */
async function findElsewhere(
  bulk: Bulk,
  waveId: string | undefined,
  wanted: Wanted[],
): Promise<Map<number, string>> {
  const found = new Map<number, string>()
  for (const some of inParts(wanted)) {
    const keyed = some.map(({ row, host }) => ({ row, ...keysOfHost(host) }))
    const hosts = await findHostsFor(
      bulk,
      keyed.map((keys) => ({ ...keys, externalKeys: [], addressKeys: [] })),
    )
    const others = hosts.filter((host) => host.waveId !== waveId)
    const names = await namesOfWaves(bulk, [...new Set(others.map((host) => host.waveId))])
    const byName = new Map(others.map((host) => [host.hostKey, host.waveId]))
    for (const { row, hostKey } of keyed) {
      const other = byName.get(hostKey)
      if (other) found.set(row, names.get(other) ?? '')
    }
  }
  return found
}

async function namesOfWaves(bulk: Bulk, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows: Row[] = await bulk.findAny('Wave', { id: 'text', name: 'text' }, { id: ids })
  return new Map(rows.map(({ id, name }) => [String(id), String(name)]))
}
