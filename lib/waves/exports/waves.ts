import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { type CsvColumns, csvFile } from '@/lib/http/csv'
import type { ExportFile } from '@/lib/http/export-file'
import { allPages } from '@/lib/list/all-pages'
import type { WaveFilter } from '../list/query.shared'
import { listWaves } from '../list/reads'
import type { WaveSummary } from '../schema.shared'

const PAGE_SIZE = 500

const COLUMNS: CsvColumns<WaveSummary> = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['description', ({ description }) => description],
  ['state', ({ state }) => state],
  ['owner', ({ ownerName }) => ownerName],
  ['dueAt', ({ dueAt }) => dueAt],
  ['expected', ({ expectedCount }) => expectedCount],
  ['registered', ({ registeredCount }) => registeredCount],
  ['missing', ({ missingCount }) => missingCount],
  ['waived', ({ waivedCount }) => waivedCount],
  ['unexpected', ({ unexpectedCount }) => unexpectedCount],
  ['createdAt', ({ createdAt }) => createdAt],
]

/** The waves that a filter lets through, as CSV. */
export function exportWaves(actor: Actor, filter: WaveFilter): ExportFile {
  const pages = allPages((after) => listWaves(actor, filter, { after }, PAGE_SIZE))
  return csvFile('waves.csv', COLUMNS, pages)
}
