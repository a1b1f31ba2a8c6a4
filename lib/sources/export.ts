import 'server-only'
import type { Actor } from '../actors/actor'
import { type CsvColumns, csvFile } from '../http/csv'
import type { ExportFile } from '../http/export-file'
import { allPages } from '../list/all-pages'
import { listSources } from './list'
import type { SourceFilter } from './query.shared'
import type { SourceSummary } from './schema.shared'

const PAGE_SIZE = 500

const COLUMNS: CsvColumns<SourceSummary> = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['hostname', ({ hostname }) => hostname],
  ['platform', ({ platform }) => platform],
  ['architecture', ({ architecture }) => architecture],
  ['ipAddresses', ({ ipAddresses }) => ipAddresses.join(' ')],
  ['tokenId', ({ tokenId }) => tokenId],
  ['tokenName', ({ tokenName }) => tokenName],
  ['registeredAt', ({ registeredAt }) => registeredAt],
  ['seenAt', ({ seenAt }) => seenAt],
  ['deletedAt', ({ deletedAt }) => deletedAt],
]

/** All source servers that a filter lets through, newest first, as CSV. */
export function exportSources(actor: Actor, filter: SourceFilter): ExportFile {
  const pages = allPages((after) => listSources(actor, { after }, filter, PAGE_SIZE))
  return csvFile('source-servers.csv', COLUMNS, pages)
}
