import 'server-only'
import type { Allowed } from '@/lib/actors/actor'
import { recordBulkEvent } from '@/lib/audit/writes'
import type { Bulk } from '@/lib/db/bulk/statements'
import { changeWave, recount } from '../change-wave'
import { MOST_HOSTS } from '../schema.shared'
import { type PlannedRow, type Present, planImport } from './plan-import'
import type { ImportCounts } from './preview.shared'
import type { FileRow } from './read-rows.shared'
import { CHANGED_HOST, changedHost, NEW_HOST, newHost, STORED } from './rows'
import { settleHosts } from './settle-hosts'

/** Lines that go to the database in one statement. */
const IN_ONE = 1_000

/** The lines of a wave, by their full host names. */
export async function presentIn(bulk: Bulk, waveId: string): Promise<Map<string, Present>> {
  const rows = await bulk.findAny('ExpectedHost', STORED, { waveId: [waveId] })
  return new Map(rows.map((row) => [String(row.hostKey), row as unknown as Present]))
}

export type ImportResult =
  | { ok: true; counts: ImportCounts }
  | { ok: false; reason: 'unknown_wave' }
  | { ok: false; reason: 'too_many'; most: number }

/**
 * Puts a list into a wave, in one transaction, by what is there at that moment; lines that can't be
 * read are left out. The same list again changes nothing.
 */
export async function importHosts(
  actor: Allowed<'waves.write'>,
  waveId: string,
  rows: FileRow[],
): Promise<ImportResult> {
  return changeWave<ImportResult>(waveId, async (bulk) => {
    const present = await presentIn(bulk, waveId)
    const plan = planImport(present, rows)
    const counts = countsOf(plan)
    if (present.size + counts.new > MOST_HOSTS)
      return { ok: false, reason: 'too_many', most: MOST_HOSTS }
    if (counts.new + counts.changed > 0) {
      await write(bulk, waveId, plan)
      await recount(bulk, waveId)
      await recordBulkEvent(bulk, actor, 'wave.list_imported', waveId, {
        new: [null, counts.new],
        changed: [null, counts.changed],
      })
    }
    return { ok: true, counts }
  })
}

async function write(bulk: Bulk, waveId: string, plan: PlannedRow[]): Promise<void> {
  const at = new Date()
  const added = plan.flatMap((one) => (one.kind === 'new' ? [newHost(waveId, one.host, at)] : []))
  for (const some of inParts(added)) await bulk.insert('ExpectedHost', NEW_HOST, some)
  const changed = plan.flatMap((one) =>
    one.kind === 'changed' ? [changedHost(one.id, one.host)] : [],
  )
  for (const some of inParts(changed)) await bulk.change('ExpectedHost', CHANGED_HOST, some, 'id')
  const touched = plan.flatMap((one) =>
    one.kind === 'new' || one.kind === 'changed' ? [one.host] : [],
  )
  for (const some of inParts(touched)) await settleHosts(bulk, waveId, some)
}

/** So many at once that no statement grows without end. */
export function inParts<T>(all: T[]): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < all.length; at += IN_ONE) parts.push(all.slice(at, at + IN_ONE))
  return parts
}

/** How many lines are what. */
export function countsOf(plan: PlannedRow[]): ImportCounts {
  const counts = { new: 0, changed: 0, unchanged: 0, twice: 0, unreadable: 0 }
  for (const { kind } of plan) counts[kind] += 1
  return counts
}
