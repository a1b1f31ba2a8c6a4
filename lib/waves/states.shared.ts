/** What an expected host is: every one is exactly one of these. */
export const HOST_STATES = ['missing', 'registered', 'waived'] as const
export type HostState = (typeof HOST_STATES)[number]

/** A host whose machine came is registered, whatever was said of it before. */
export function hostStateOf({
  sourceServerId,
  waivedAt,
}: {
  sourceServerId: string | null
  waivedAt: Date | null
}): HostState {
  if (sourceServerId) return 'registered'
  return waivedAt ? 'waived' : 'missing'
}

/** How a machine is known to be an expected host, the surest first. */
export const WAYS = ['hand', 'external_id', 'full_name', 'short_name', 'address'] as const
export type Way = (typeof WAYS)[number]

export const WAVE_STATES = ['planned', 'running', 'complete', 'overdue', 'closed'] as const
export type WaveState = (typeof WAVE_STATES)[number]

/** What the state of a wave is computed from. */
export type WaveCounts = {
  expectedCount: number
  registeredCount: number
  waivedCount: number
  arrivedCount: number
  dueAt: Date | null
  closedAt: Date | null
}

/** How many are still missing. */
export function missingOf({
  expectedCount,
  registeredCount,
  waivedCount,
}: Pick<WaveCounts, 'expectedCount' | 'registeredCount' | 'waivedCount'>): number {
  return expectedCount - registeredCount - waivedCount
}

/**
 * The state of a wave when it is read, in this order: closed by hand; complete, with nobody
 * missing; overdue; running, since something registered; else planned.
 */
export function waveStateOf(wave: WaveCounts, now: Date): WaveState {
  if (wave.closedAt) return 'closed'
  if (wave.expectedCount > 0 && missingOf(wave) === 0) return 'complete'
  if (wave.dueAt && wave.dueAt <= now) return 'overdue'
  return wave.arrivedCount > 0 ? 'running' : 'planned'
}
