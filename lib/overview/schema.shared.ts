import type { RefusalReason } from '../registrations/schema.shared'

/** Registrations and refusals of one day (UTC), `2026-11-30`. */
export type DailyCounts = { day: string; registrations: number; refusals: number }

/** An accepted registration, as the first page shows it. */
export type LatestRegistration = {
  tokenId: string
  tokenName: string | null
  tokenDeleted: boolean
  sourceId: string
  sourceName: string
  sourceDeleted: boolean
  at: Date
}

/** An attempt that was turned away, as the first page shows it. */
export type LatestRefusal = {
  id: string
  tokenId: string
  tokenName: string | null
  tokenDeleted: boolean
  reason: RefusalReason
  machine: string
  at: Date
}
