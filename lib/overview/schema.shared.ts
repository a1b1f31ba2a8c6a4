/** Registrations and refusals of one day of a zone, `2026-11-30`. */
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
