import { Pool, type PoolConfig, type QueryConfig } from 'pg'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { SESSION } from './session'

/**
 * How long to wait for a connection, and for one statement, before the database counts as away.
 * Programs wait 3 s for us.
 */
const CONNECT_MILLISECONDS = 2_500
const STATEMENT_MILLISECONDS = 15_000

/** How long rows are held for a process that stands still, or that a network has cut off. */
const IDLE_MILLISECONDS = 20_000

const TIMES =
  `SET statement_timeout = ${STATEMENT_MILLISECONDS}; SET ` +
  `idle_in_transaction_session_timeout = ${IDLE_MILLISECONDS}`

/**
 * The models' client has a little more than half of the connections; the rest is for what is
 * written in bulk.
 */
const SHARES = {
  models: (all: number) => Math.ceil(all / 2),
  bulk: (all: number) => Math.floor(all / 2),
}

// On globalThis: bundles may hold this module twice.
const shared = globalThis as { activationConsolePools?: Map<string, Pool> }
shared.activationConsolePools ??= new Map()

/** The pools of connections to PostgreSQL by their names, for the metrics. */
export const pools = shared.activationConsolePools

/**
 * Connections to a PostgreSQL database, as many as their share of the setting, with what holds for
 * all of them.
 */
export function createPool(name: keyof typeof SHARES, options: PoolConfig): Pool {
  const pool = new Pool({
    ...options,
    max: SHARES[name](env().DATABASE_CONNECTIONS),
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    query_timeout: STATEMENT_MILLISECONDS + 1_000,
    keepAlive: true,
    onConnect: async (client) =>
      void (await client.query({
        text: `${SESSION}; ${TIMES}`,
        query_timeout: CONNECT_MILLISECONDS,
      } as QueryConfig)),
  })
  // One that breaks while it is lent also fails the statement under way, which reports it.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', (error) =>
    log.warn({ reason: error.message }, 'an idle database connection broke'),
  )
  pools.set(name, pool)
  return pool
}
