import 'server-only'
import type { Actor } from '../actors/actor'
import { type CsvColumns, csvFile } from '../http/csv'
import type { ExportFile } from '../http/export-file'
import { allPages } from '../list/all-pages'
import { listRegistrationsOfToken, type RegistrationFilter } from './reads'
import type { RegistrationSummary } from './schema.shared'

const PAGE_SIZE = 500

const COLUMNS: CsvColumns<RegistrationSummary> = [
  ['tokenId', ({ tokenId }) => tokenId],
  ['sourceId', ({ sourceId }) => sourceId],
  ['sourceName', ({ sourceName }) => sourceName],
  ['sourceDeleted', ({ sourceDeleted }) => String(sourceDeleted)],
  ['ip', ({ ip }) => ip],
  ['agentVersion', ({ agentVersion }) => agentVersion],
  ['at', ({ at }) => at],
]

/** The registrations of a token that a filter lets through, newest first, as CSV. */
export function exportRegistrations(
  actor: Actor,
  tokenId: string,
  filter: RegistrationFilter,
): ExportFile {
  const pages = allPages((after) =>
    listRegistrationsOfToken(actor, tokenId, { after }, filter, PAGE_SIZE),
  )
  return csvFile(`registrations-${tokenId}.csv`, COLUMNS, pages)
}
