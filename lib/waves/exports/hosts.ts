import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { type CsvColumns, csvFile } from '@/lib/http/csv'
import type { ExportFile } from '@/lib/http/export-file'
import { allPages } from '@/lib/list/all-pages'
import type { HostFilter } from '../hosts/query.shared'
import { listHosts } from '../hosts/reads'
import type { HostSummary } from '../hosts/summary.shared'

const PAGE_SIZE = 500

/** The first seven are what a list is put in by: what is exported can be put in again. */
const COLUMNS: CsvColumns<HostSummary> = [
  ['hostname', ({ hostname }) => hostname],
  ['externalId', ({ externalId }) => externalId],
  ['address', ({ address }) => address],
  ['platform', ({ platform }) => platform],
  ['application', ({ application }) => application],
  ['owner', ({ owner }) => owner],
  ['note', ({ note }) => note],
  ['state', ({ state }) => state],
  ['sourceId', ({ source }) => source?.id ?? null],
  ['arrivedAt', ({ arrivedAt }) => arrivedAt],
  ['tokenId', ({ withCode }) => withCode?.tokenId ?? null],
  ['waiveNote', ({ waiveNote }) => waiveNote],
  ['refusedFor', ({ refusal }) => refusal?.reason ?? null],
  ['refusedAt', ({ refusal }) => refusal?.lastAt ?? null],
  ['refusedAttempts', ({ refusal }) => refusal?.attempts ?? null],
]

/** The lines of a wave's list that a filter lets through, as CSV; or their names, one a line. */
export function exportHosts(
  actor: Actor,
  { wave = '', ...filter }: HostFilter,
  format: 'csv' | 'list',
): ExportFile {
  const pages = allPages((after) => listHosts(actor, wave, filter, { after }, PAGE_SIZE))
  if (format === 'csv') return csvFile('hosts.csv', COLUMNS, pages)
  return { name: 'hosts.txt', type: 'text/plain; charset=utf-8', head: '', pages: names(pages) }
}

async function* names(pages: AsyncGenerator<HostSummary[]>) {
  for await (const hosts of pages) yield hosts.map(({ hostname }) => `${hostname}\n`).join('')
}
