import type { KeptReason } from '@/lib/refusals/schema.shared'
import type { HostColumn } from '../schema.shared'
import type { HostState, Way } from '../states.shared'

/** A code as lists name it; `tokenId` is empty where it belongs to nothing. */
export type CodeName = { tokenId: string; tokenName: string | null; tokenDeleted: boolean }

/**
 * What lists show of an expected host: what was put in, what it is, and for a missing one the last
 * attempt that was turned away, with how often it tried. `isOtherCode`: its machine came with a
 * code of no or another wave.
 */
export type HostSummary = Record<Exclude<HostColumn, 'hostname'>, string | null> & {
  id: string
  hostname: string
  state: HostState
  arrivedAt: Date | null
  waivedAt: Date | null
  waivedBy: string | null
  waiveNote: string | null
  source?: { id: string; name: string }
  matchedBy?: Way
  withCode?: CodeName
  isOtherCode?: boolean
  /** Source servers that may be this host, where somebody must decide. */
  undecided?: string[]
  refusal?: CodeName & { reason: KeptReason; lastAt: Date; attempts: number }
}
