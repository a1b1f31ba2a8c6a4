import {
  DriverAdapterError,
  type MappedError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type Transaction,
} from '@prisma/driver-adapter-utils'
import { closeSqlite, type SqliteThread, sqliteThread, takeTurn } from './thread'

const NAMES = { provider: 'sqlite', adapterName: '@prisma/adapter-better-sqlite3' } as const

// What was acknowledged survives a power failure.
const DURABLE = 'PRAGMA synchronous = FULL'

/**
 * Prisma's SQLite adapter, in a thread of its own and with every query waiting for the open
 * transaction to end.
 *
 * The adapter has one connection. Without this, a query of another request that falls between the
 * statements of a transaction becomes part of it: it reads uncommitted rows, and is undone by its
 * rollback.
 * @param path file of the database
 */
export function serializedSqlite(path: string): SqlDriverAdapterFactory {
  return {
    ...NAMES,
    async connect() {
      const client = clientOf(sqliteThread(path))
      await client.executeScript(DURABLE)
      return serialize(client)
    },
  }
}

type Client = ReturnType<typeof clientOf>

/** What Prisma calls, handed on to the thread. */
function clientOf(thread: SqliteThread) {
  const told = (error: { cause?: unknown }): never => {
    throw error.cause ? new DriverAdapterError(error.cause as MappedError) : error
  }
  return {
    queryRaw: (query: SqlQuery) => thread.call('queryRaw', query).catch(told),
    executeRaw: (query: SqlQuery) => thread.call('executeRaw', query).catch(told),
    executeScript: (script: string) => thread.call('executeScript', script).catch(told),
  }
}

function serialize(client: Client): SqlDriverAdapter {
  const inTurn =
    <Argument, Result>(work: (argument: Argument) => Promise<Result>) =>
    async (argument: Argument) => {
      const { result, end } = await takeTurn(() => work(argument))
      end()
      return result
    }
  return {
    ...NAMES,
    queryRaw: inTurn(client.queryRaw),
    executeRaw: inTurn(client.executeRaw),
    executeScript: inTurn(client.executeScript),
    getConnectionInfo: () => ({ supportsRelationJoins: false }),
    dispose: closeSqlite,
    async startTransaction() {
      // At once for writing: one that began to read could not be tried again when it comes to
      // write.
      const { end } = await takeTurn(() => client.executeScript('BEGIN IMMEDIATE'))
      return transactionOf(client, end)
    },
  }
}

/**
 * Prisma sends the statements that begin, commit and undo itself; it calls these when they are
 * done.
 */
function transactionOf(client: Client, end: () => void): Transaction {
  return {
    ...NAMES,
    ...client,
    options: { usePhantomQuery: false },
    commit: async () => end(),
    // After a COMMIT that failed (disk full) nobody sent ROLLBACK yet; after any other it is one
    // too many.
    rollback: () =>
      client
        .executeScript('ROLLBACK')
        .catch(() => {})
        .finally(end),
    createSavepoint: (name) => client.executeScript(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => client.executeScript(`ROLLBACK TO ${name}`),
    releaseSavepoint: (name) => client.executeScript(`RELEASE SAVEPOINT ${name}`),
  }
}
