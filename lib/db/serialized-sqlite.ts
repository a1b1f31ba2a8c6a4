import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { Mutex } from 'async-mutex'

/**
 * Prisma's SQLite adapter, with every query waiting for the open transaction to end.
 *
 * The adapter has one connection. Without this, a query of another request that falls between the
 * statements of a transaction becomes part of it: it reads uncommitted rows, and is undone by its rollback.
 * @param path file of the database
 */
export function serializedSqlite(path: string): SqlDriverAdapterFactory {
  const factory = new PrismaBetterSqlite3({ url: `file:${path}`, timeout: 2_500 })
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const adapter = await factory.connect()
      await adapter.executeScript(DURABLE)
      return serialize(adapter)
    },
  }
}

// On globalThis: bundles may hold this module twice, and there is one file.
const shared = globalThis as { activationConsoleSqliteTurn?: Mutex }
shared.activationConsoleSqliteTurn ??= new Mutex()
const mutex = shared.activationConsoleSqliteTurn

/**
 * Runs what uses the database on another connection, between the transactions of this one. SQLite lets one write at a time,
 * and a wait for it would hold the whole process.
 */
export function sqliteTurn<T>(work: () => Promise<T>): Promise<T> {
  return mutex.runExclusive(work)
}

// What was acknowledged survives a power failure.
const DURABLE = 'PRAGMA synchronous = FULL'

const ROLLBACK = { sql: 'ROLLBACK', args: [], argTypes: [] }

function serialize(adapter: SqlDriverAdapter): SqlDriverAdapter {
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => mutex.runExclusive(() => adapter.queryRaw(query)),
    executeRaw: (query) => mutex.runExclusive(() => adapter.executeRaw(query)),
    executeScript: (script) => mutex.runExclusive(() => adapter.executeScript(script)),
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: () => adapter.dispose(),
    async startTransaction(isolationLevel) {
      const release = await mutex.acquire()
      try {
        const transaction = await adapter.startTransaction(isolationLevel)
        const { commit, rollback } = transaction
        return Object.assign(transaction, {
          commit: () => commit.call(transaction).finally(release),
          // After a COMMIT that failed (disk full) nobody sent ROLLBACK yet; after any other it is one too many.
          rollback: () =>
            adapter
              .executeRaw(ROLLBACK)
              .catch(() => 0)
              .then(() => rollback.call(transaction))
              .finally(release),
        })
      } catch (error) {
        release()
        throw error
      }
    },
  }
}
