/**
 * Why a known code was refused; `machine_conflict`: the machine is not the one that is known by its
 * ID; `host_not_expected`: it is not on the list of the code's wave, which takes no others.
 */
export const REFUSAL_REASONS = [
  'code_disabled',
  'code_expired',
  'code_exhausted',
  'machine_conflict',
  'host_not_expected',
] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

/** Why a code that belongs to nothing was refused: it was never issued, or has a wrong checksum. */
const UNKNOWN_REASONS = ['code_unknown', 'code_mistyped'] as const

/** Every reason that is kept with a refusal. */
export const KEPT_REASONS = [...REFUSAL_REASONS, ...UNKNOWN_REASONS] as const
export type KeptReason = (typeof KEPT_REASONS)[number]

/** Attempts that were turned away for one reason from one machine. */
export type RefusalSummary = {
  id: string
  /** Empty where the code belongs to nothing. */
  tokenId: string
  tokenName: string | null
  tokenDeleted: boolean
  reason: KeptReason
  source: string
  hostname: string | null
  ip: string
  attempts: number
  firstAt: Date
  lastAt: Date
}
