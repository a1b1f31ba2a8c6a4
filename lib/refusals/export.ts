import 'server-only'
import type { Actor } from '../actors/actor'
import { type CsvColumns, csvFile } from '../http/csv'
import type { ExportFile } from '../http/export-file'
import { allPages } from '../list/all-pages'
import type { RefusalFilter } from './query.shared'
import { listRefusals } from './reads'
import type { RefusalSummary } from './schema.shared'

const PAGE_SIZE = 500

const COLUMNS: CsvColumns<RefusalSummary> = [
  ['id', ({ id }) => id],
  ['reason', ({ reason }) => reason],
  ['hostname', ({ hostname }) => hostname],
  ['machine', ({ source }) => source],
  ['ip', ({ ip }) => ip],
  ['tokenId', ({ tokenId }) => tokenId],
  ['tokenName', ({ tokenName }) => tokenName],
  ['attempts', ({ attempts }) => attempts],
  ['firstAt', ({ firstAt }) => firstAt],
  ['lastAt', ({ lastAt }) => lastAt],
]

/** All refusals that a filter lets through, the latest first, as CSV. */
export function exportRefusals(actor: Actor, filter: RefusalFilter): ExportFile {
  const pages = allPages((after) => listRefusals(actor, filter, { after }, PAGE_SIZE))
  return csvFile('refusals.csv', COLUMNS, pages)
}
