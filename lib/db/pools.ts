import type { Pool } from 'pg'

// On globalThis: bundles may hold this module twice.
const shared = globalThis as { activationConsolePools?: Map<string, Pool> }
shared.activationConsolePools ??= new Map()

/** The pools of connections to PostgreSQL by their names, for the metrics. */
export const pools = shared.activationConsolePools
