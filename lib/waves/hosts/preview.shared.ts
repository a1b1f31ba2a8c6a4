import type { HostColumn } from '../schema.shared'

/** How many lines of a file are what; each is one of these. */
export type ImportCounts = {
  new: number
  changed: number
  unchanged: number
  twice: number
  unreadable: number
}

/**
 * A line of a file as it is told before anything is written. `first` is the row that names the same
 * host before it; `elsewhere`, the name of another wave that expects it.
 */
export type PreviewedRow = {
  row: number
  kind: keyof ImportCounts
  hostname: string
  columns?: HostColumn[]
  first?: number
  reason?: string
  registered?: boolean
  elsewhere?: string
}

export type Preview = { counts: ImportCounts; rows: PreviewedRow[] }
