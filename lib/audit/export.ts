import 'server-only'
import type { Actor } from '../actors/actor'
import { type CsvColumns, csvFile } from '../http/csv'
import type { ExportFile } from '../http/export-file'
import { allPages } from '../list/all-pages'
import { listEvents } from './reads'
import type { EventFilter, EventSummary } from './schema.shared'

const PAGE_SIZE = 1_000

const COLUMNS: CsvColumns<EventSummary> = [
  ['id', ({ id }) => id],
  ['at', ({ at }) => at],
  ['actorId', ({ actorId }) => actorId],
  ['actorName', ({ actorName }) => actorName],
  ['action', ({ action }) => action],
  ['target', ({ target }) => target],
  ['ip', ({ ip }) => ip],
  ['changes', ({ changes }) => JSON.stringify(changes)],
  ['count', ({ count }) => count],
  ['lastAt', ({ lastAt }) => lastAt],
]

async function* jsonLines(pages: AsyncGenerator<EventSummary[]>): AsyncGenerator<string> {
  for await (const events of pages)
    yield events.map((event) => `${JSON.stringify(event)}\n`).join('')
}

/** All audit events that a filter lets through, newest first, as CSV or as JSON Lines. */
export function exportEvents(
  actor: Actor,
  filter: EventFilter & { targets?: string[] },
  format: 'csv' | 'jsonl',
): ExportFile {
  const pages = allPages((after) => listEvents(actor, filter, { after }, PAGE_SIZE))
  if (format === 'csv') return csvFile('audit.csv', COLUMNS, pages)
  return { name: 'audit.jsonl', type: 'application/jsonl', head: '', pages: jsonLines(pages) }
}
