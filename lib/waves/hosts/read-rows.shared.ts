import { hostKeyOf } from '@/lib/machines/host-name.shared'
import { type HostInput, hostFieldsSchema } from '../schema.shared'

/** A line of a file, with the number of its row there. */
export type FileRow = { row: number; host: unknown }

/** A line that can be put in; or why not: it can't be read, or an earlier one names the host. */
export type ReadRow =
  | { row: number; kind: 'read'; host: HostInput; hostKey: string }
  | { row: number; kind: 'twice'; hostname: string; first: number }
  | { row: number; kind: 'unreadable'; hostname: string; reason: string }

/**
 * Reads the lines of a file: of those that can be read and name the same host, the first counts.
 */
export function readRows(rows: FileRow[]): ReadRow[] {
  const seen = new Map<string, number>()
  return rows.map(({ row, host }): ReadRow => {
    const read = hostFieldsSchema.safeParse(host)
    if (!read.success) {
      const reason = read.error.issues[0]?.message ?? 'The line can not be read.'
      return { row, kind: 'unreadable', hostname: nameIn(host), reason }
    }
    const { data } = read
    const hostKey = hostKeyOf(data.hostname)
    const first = seen.get(hostKey)
    if (first !== undefined) return { row, kind: 'twice', hostname: data.hostname, first }
    seen.set(hostKey, row)
    return { row, kind: 'read', host: data, hostKey }
  })
}

/** What a line that can't be read says of its host, as far as that can be shown. */
function nameIn(host: unknown): string {
  const name = (host as { hostname?: unknown } | null)?.hostname
  return typeof name === 'string' ? name.slice(0, 100) : ''
}
