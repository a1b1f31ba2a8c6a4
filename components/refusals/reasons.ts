import type { KeptReason } from '@/lib/refusals/schema.shared'

/** Why an attempt was refused, in the words of the screen. */
export const REASONS: Record<KeptReason, string> = {
  code_disabled: 'Code was disabled',
  code_expired: 'Code had expired',
  code_exhausted: 'Code was used up',
  machine_conflict: 'Known as another machine',
  host_not_expected: "Not on the wave's list",
  code_unknown: 'Unknown code',
  code_mistyped: 'Mistyped code',
}
