import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { type CsvColumns, csvFile } from '@/lib/http/csv'
import type { ExportFile } from '@/lib/http/export-file'
import { allPages } from '@/lib/list/all-pages'
import { listUnexpected, type UnplannedKind } from '../unexpected/reads'
import type { UnexpectedSummary } from '../unexpected/summary.shared'

const PAGE_SIZE = 500

const COLUMNS: CsvColumns<UnexpectedSummary> = [
  ['hostname', ({ hostname }) => hostname],
  ['sourceId', ({ id }) => id],
  ['name', ({ name }) => name],
  ['kind', ({ kind }) => kind],
  ['tokenId', ({ code }) => code?.tokenId ?? null],
  ['arrivedAt', ({ at }) => at],
  ['fits', ({ hosts }) => hosts.map(({ hostname }) => hostname).join(' ')],
]

/** The source servers of a wave that nobody planned, as CSV. */
export function exportUnexpected(
  actor: Actor,
  waveId: string,
  wanted: { search?: string; kind?: UnplannedKind },
): ExportFile {
  const pages = allPages((after) => listUnexpected(actor, waveId, wanted, { after }, PAGE_SIZE))
  return csvFile('unexpected.csv', COLUMNS, pages)
}
