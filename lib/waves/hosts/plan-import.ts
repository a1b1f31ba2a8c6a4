import { HOST_COLUMNS, type HostColumn, type HostInput } from '../schema.shared'
import { type FileRow, type ReadRow, readRows } from './read-rows.shared'

/** A line as it is there already. */
export type Present = { id: string; hostKey: string } & Record<HostColumn, string | null>

/** What becomes of a line of a file. */
export type PlannedRow =
  | { row: number; kind: 'new'; host: HostInput }
  | { row: number; kind: 'changed'; host: HostInput; id: string; columns: HostColumn[] }
  | { row: number; kind: 'unchanged'; host: HostInput }
  | Exclude<ReadRow, { kind: 'read' }>

/**
 * What the lines of a file come to beside those that are there: lines are told apart by their full
 * host name, and what is blank in the file clears nothing. Pure.
 */
export function planImport(present: Map<string, Present>, rows: FileRow[]): PlannedRow[] {
  return readRows(rows).map((line): PlannedRow => {
    if (line.kind !== 'read') return line
    const { row, host, hostKey } = line
    const there = present.get(hostKey)
    if (!there) return { row, kind: 'new', host }
    const both = merged(there, host)
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
