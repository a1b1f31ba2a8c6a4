import { hostKeyOf } from '@/lib/machines/keys'
import { HOST_COLUMNS, type HostColumn, type HostInput, hostFieldsSchema } from '../schema.shared'

/** A line of a file, with the number of its row there. */
export type FileRow = { row: number; host: unknown }

/** A line as it is there already. */
export type Present = { id: string; hostKey: string } & Record<HostColumn, string | null>

/** What becomes of a line of a file. */
export type PlannedRow =
  | { row: number; kind: 'new'; host: HostInput }
  | { row: number; kind: 'changed'; host: HostInput; id: string; columns: HostColumn[] }
  | { row: number; kind: 'unchanged'; host: HostInput }
  | { row: number; kind: 'twice'; hostname: string; first: number }
  | { row: number; kind: 'unreadable'; hostname: string; reason: string }

/**
 * What the lines of a file come to beside those that are there: lines are told apart by their full
 * host name, and what is blank in the file clears nothing. Pure; of lines that name the same host,
 * the first counts.
 */
export function planImport(present: Map<string, Present>, rows: FileRow[]): PlannedRow[] {
  const seen = new Map<string, number>()
  return rows.map(({ row, host }): PlannedRow => {
    const read = hostFieldsSchema.safeParse(host)
    if (!read.success) {
      const reason = read.error.issues[0]?.message ?? 'The line can not be read.'
      return { row, kind: 'unreadable', hostname: nameIn(host), reason }
    }
    const key = hostKeyOf(read.data.hostname)
    const first = seen.get(key)
    if (first !== undefined) return { row, kind: 'twice', hostname: read.data.hostname, first }
    seen.set(key, row)
    const there = present.get(key)
    if (!there) return { row, kind: 'new', host: read.data }
    const both = merged(there, read.data)
    const columns = HOST_COLUMNS.filter((column) => (there[column] ?? '') !== both[column])
    return columns.length > 0
      ? { row, kind: 'changed', host: both, id: there.id, columns }
      : { row, kind: 'unchanged', host: both }
  })
}

/** What is there, with what a file says besides; the spelling of its name stays. */
function merged(there: Present, host: HostInput): HostInput {
  const columns = HOST_COLUMNS.map((column) => [
    column,
    column === 'hostname' ? (there.hostname ?? host.hostname) : host[column] || there[column] || '',
  ])
  return Object.fromEntries(columns)
}

/** What a line that can't be read says of its host, as far as that can be shown. */
function nameIn(host: unknown): string {
  const name = (host as { hostname?: unknown } | null)?.hostname
  return typeof name === 'string' ? name.slice(0, 100) : ''
}
