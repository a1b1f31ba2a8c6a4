import 'server-only'
import { namesOf } from '../people/reads'
import type { WaveSummary } from './schema.shared'
import { missingOf, waveStateOf } from './states.shared'

/** Columns of a summary. */
export const SUMMARY = {
  id: true,
  name: true,
  description: true,
  ownerId: true,
  dueAt: true,
  closedAt: true,
  onlyExpected: true,
  expectedCount: true,
  registeredCount: true,
  waivedCount: true,
  unexpectedCount: true,
  arrivedCount: true,
  createdAt: true,
  sortName: true,
} as const

export type WaveRow = Omit<WaveSummary, 'ownerName' | 'state' | 'missingCount'> & {
  sortName: string
}

/** Turns rows into what is shown: with their state now, and the names of their owners. */
export async function summarizeWaves(rows: WaveRow[], now = new Date()): Promise<WaveSummary[]> {
  const names = await namesOf(rows.flatMap(({ ownerId }) => ownerId ?? []))
  return rows.map(({ sortName: _, ...row }) => ({
    ...row,
    ownerName: row.ownerId && (names.get(row.ownerId) ?? null),
    state: waveStateOf(row, now),
    missingCount: missingOf(row),
  }))
}
