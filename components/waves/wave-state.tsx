import type { WaveState } from '@/lib/waves/states.shared'
import { Badge } from '../ui/badge'
import { WAVE_STATE_COLORS, WAVE_STATE_NAMES } from './wave-words'

/** The state of a wave. */
export function WaveStateBadge({ state }: { state: WaveState }) {
  return <Badge color={WAVE_STATE_COLORS[state]}>{WAVE_STATE_NAMES[state]}</Badge>
}
