/** A row of a code's ledger, or of a source server's. */
export type RegistrationSummary = {
  tokenId: string
  tokenName: string | null
  /** The code was deleted: it has no page any more. */
  tokenDeleted: boolean
  sourceId: string
  sourceName: string
  /** The source server was deleted: it has no page any more. */
  sourceDeleted: boolean
  ip: string
  agentVersion: string
  at: Date
}

/** How far a code has been used, and the name of the source server that registered last. */
export type TokenProgress = { registeredCount: number; latest: string[] }
