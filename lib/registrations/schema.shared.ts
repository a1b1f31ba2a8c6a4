/**
 * Why a known code was refused; `machine_conflict`: the machine is not the one that is known by its
 * ID.
 */
export const REFUSAL_REASONS = [
  'code_disabled',
  'code_expired',
  'code_exhausted',
  'machine_conflict',
] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

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

/** Attempts that were turned away for one reason from one machine. */
export type RefusalSummary = {
  id: string
  reason: RefusalReason
  source: string
  hostname: string | null
  ip: string
  attempts: number
  firstAt: Date
  lastAt: Date
}
