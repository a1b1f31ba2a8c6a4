import type { KeptReason } from '@/lib/refusals/schema.shared'
import type { WaveState, Way } from '@/lib/waves/states.shared'
import type { BadgeColor } from '../ui/badge'

/** The state of a wave in the words of the screen. */
export const WAVE_STATE_NAMES: Record<WaveState, string> = {
  planned: 'Planned',
  running: 'Running',
  complete: 'Complete',
  overdue: 'Overdue',
  closed: 'Closed',
}

export const WAVE_STATE_COLORS: Record<WaveState, BadgeColor> = {
  planned: 'gray',
  running: 'teal',
  complete: 'teal',
  overdue: 'red',
  closed: 'gray',
}

/** How a machine was found to be an expected host. */
export const WAY_NAMES: Record<Way, string> = {
  hand: 'said by hand',
  external_id: 'known by its ID',
  full_name: 'known by its full name',
  short_name: 'known by its short name',
  address: 'known by its address',
}

/** Why attempts were refused, as short as a headline wants it. */
export const SHORT_REASONS: Record<KeptReason, string> = {
  code_disabled: 'disabled',
  code_expired: 'expired',
  code_exhausted: 'used up',
  machine_conflict: 'known as another machine',
  host_not_expected: 'not on a list',
  code_unknown: 'unknown code',
  code_mistyped: 'mistyped code',
}
