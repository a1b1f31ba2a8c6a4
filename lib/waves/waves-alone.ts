import type { Holding } from '../db/bulk/statements'

/**
 * How who is in which wave is changed: registrations hold the same name together, so that neither
 * misses what the other writes.
 */
export const WAVES_ALONE: Holding = { name: 'waves', how: 'alone' }
