import 'server-only'
import { env } from '@/lib/env'
import { parseDatabaseUrl } from '../address/target'
import { noteCondition } from '../errors/condition'
import { postgresqlBulk } from './postgresql'
import { sqliteBulk } from './sqlite'
import type { BulkConnections, InBulk } from './statements'

// Kept on globalThis: bundles may hold this module twice.
const shared = globalThis as { activationConsoleBulk?: BulkConnections }

/** {@link InBulk} for the database that `DATABASE_URL` names. */
export const inBulk: InBulk = async (work, lock, holding) => {
  shared.activationConsoleBulk ??= connect()
  try {
    return await shared.activationConsoleBulk.inBulk(work, lock, holding)
  } catch (error) {
    noteCondition(error)
    throw error
  }
}

/** Gives the connections back, if there are any; the next transaction makes new ones. */
export async function closeBulk(): Promise<void> {
  const connections = shared.activationConsoleBulk
  shared.activationConsoleBulk = undefined
  await connections?.close()
}

function connect(): BulkConnections {
  const target = parseDatabaseUrl(env().DATABASE_URL)
  return target.provider === 'sqlite'
    ? sqliteBulk(target.path)
    : postgresqlBulk(target.connectionString)
}
