import * as z from 'zod/mini'
import { formatCount } from '@/lib/list/count.shared'
import { HOST_COLUMNS, type HostColumn, MOST_HOSTS, waveIdSchema } from '../schema.shared'
import type { ImportCounts, Preview } from './preview.shared'

/** Where pages send lists to. */
export const LIST_ADDRESS = '/api/waves/list'

/** More than 20,000 lines of some 600 bytes, as JSON. */
export const MAX_LIST_BYTES = 12_582_912

/** A line: its row in the file, then what its columns say. */
export type WireRow = [row: number, ...cells: string[]]

/**
 * A list as pages send it: to be looked at, or to be put into a wave. Without `wave` it is for one
 * that is yet to be made.
 */
export const sentListSchema = z.object({
  wave: z.optional(waveIdSchema),
  apply: z.boolean(),
  rows: z
    .array(z.tuple([z.number()], z.string()))
    .check(z.maxLength(MOST_HOSTS, `A list has at most ${formatCount(MOST_HOSTS)} lines.`)),
})

export type SentList = { wave?: string; apply: boolean; rows: WireRow[] }

/** What is answered to a list. */
export type ListAnswer =
  | ({ ok: true } & Preview)
  | { ok: true; counts: ImportCounts }
  | { ok: false; reason: string; message?: string; requestId?: string }

/** A line for the way. */
export function toWire(row: number, host: Partial<Record<HostColumn, string>>): WireRow {
  return [row, ...HOST_COLUMNS.map((column) => host[column] ?? '')]
}

/** A line as it was before the way. */
export function fromWire([row, ...cells]: WireRow): { row: number; host: Record<string, string> } {
  const named = HOST_COLUMNS.map((column, index) => [column, cells[index] ?? ''])
  return { row, host: Object.fromEntries(named) }
}
