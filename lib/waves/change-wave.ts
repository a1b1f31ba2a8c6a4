import 'server-only'
import { inBulk } from '../db/bulk/bulk'
import type { Bulk } from '../db/bulk/statements'
import { WAVES_ALONE } from './waves-alone'

type UnknownWave = { ok: false; reason: 'unknown_wave' }

/**
 * Changes who is expected in a wave, or who belongs to it, in one transaction. Registrations wait
 * for its end: none of them misses what is changed, nor is missed by it.
 */
export async function changeWave<Result>(
  id: string,
  work: (bulk: Bulk) => Promise<Result>,
): Promise<Result | UnknownWave> {
  return inBulk(
    async (bulk) => {
      const { rows } = await bulk.hold('Wave', { id: 'text' }, 'id', [id], 'wait')
      return rows.length === 0 ? { ok: false, reason: 'unknown_wave' } : work(bulk)
    },
    'wait',
    WAVES_ALONE,
  )
}

/** Counts the list of a wave, and who belongs to it, anew. */
export async function recount(bulk: Bulk, id: string): Promise<void> {
  const hosts = (state: string) =>
    `(SELECT count(*) FROM "ExpectedHost" WHERE "waveId" = $1${state})`
  const members = (kinds: string) =>
    `(SELECT count(*) FROM "WaveMember" WHERE "waveId" = $1 AND kind IN (${kinds}))`
  await bulk.write(
    `UPDATE "Wave" SET "expectedCount" = ${hosts('')},
       "registeredCount" = ${hosts(` AND state = 'registered'`)},
       "waivedCount" = ${hosts(` AND state = 'waived'`)},
       "unexpectedCount" = ${members(`'unexpected', 'undecided'`)},
       "arrivedCount" = ${members(`'expected', 'undecided', 'unexpected', 'accepted'`)}
     WHERE id = $1`,
    [id],
  )
}
