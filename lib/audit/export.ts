import 'server-only'
import type { Actor } from '../actors/actor'
import { CSV_MARK, csvLine } from '../http/csv'
import type { ExportFile } from '../http/export-file'
import { parsePageKey } from '../list/page.shared'
import { listEvents } from './reads'
import type { EventFilter, EventSummary } from './schema.shared'

const PAGE_SIZE = 1_000
const COLUMNS = [
  'id',
  'at',
  'actorId',
  'actorName',
  'action',
  'target',
  'ip',
  'changes',
  'count',
  'lastAt',
] as const

const asCsv = ({
  id,
  at,
  actorId,
  actorName,
  action,
  target,
  ip,
  changes,
  count,
  lastAt,
}: EventSummary) =>
  csvLine([id, at, actorId, actorName, action, target, ip, JSON.stringify(changes), count, lastAt])

const asJson = (event: EventSummary) => `${JSON.stringify(event)}\n`

async function* pagesOf(
  actor: Actor,
  filter: EventFilter,
  write: (event: EventSummary) => string,
): AsyncGenerator<string> {
  for (let after: string | undefined, first = true; first || after; first = false) {
    const page = await listEvents(actor, filter, { after: parsePageKey(after) }, PAGE_SIZE)
    if (page.entries.length > 0) yield page.entries.map(write).join('')
    after = page.older
  }
}

/** All audit events that a filter lets through, newest first, as CSV or as JSON Lines. */
export function exportEvents(
  actor: Actor,
  filter: EventFilter,
  format: 'csv' | 'jsonl',
): ExportFile {
  return format === 'csv'
    ? {
        name: 'audit.csv',
        type: 'text/csv; charset=utf-8',
        head: CSV_MARK + csvLine([...COLUMNS]),
        pages: pagesOf(actor, filter, asCsv),
      }
    : {
        name: 'audit.jsonl',
        type: 'application/jsonl',
        head: '',
        pages: pagesOf(actor, filter, asJson),
      }
}
