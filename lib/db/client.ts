import 'server-only'
import { PrismaClient as PostgresqlClient } from '@/generated/postgresql/client'
import { Prisma, PrismaClient as SqliteClient } from '@/generated/sqlite/client'
import { env } from '../env'
import { type DatabaseTarget, parseDatabaseUrl } from './address/target'
import { noteCondition } from './errors/condition'
import { DatabaseUnavailableError, isOutage } from './errors/outage'
import { adapterInSchema } from './postgresql/adapter'
import { createPool } from './postgresql/pool'
import { serializedSqlite } from './sqlite/adapter'

/**
 * The two generated clients come from the same models; the rest of the program knows them as this
 * one.
 */
export type Database = SqliteClient
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0]

/** A transaction may wait for its turn in a rush, and must not hold others up for ever. */
const OPTIONS = {
  errorFormat: 'minimal',
  transactionOptions: { maxWait: 10_000, timeout: 15_000 },
} as const

function connect(target: DatabaseTarget): Database {
  return createClient(target).$extends({
    query: { $allOperations: ({ args, query }) => query(args).catch(tellOutage) },
  }) as unknown as Database
}

/**
 * @throws what is known as an outage wherever it is caught, pages included; or the error as it is
 */
function tellOutage(error: unknown): never {
  noteCondition(error)
  throw isOutage(error)
    ? new DatabaseUnavailableError('the database is away', { cause: error })
    : error
}

function createClient(target: DatabaseTarget): Database {
  if (target.provider === 'sqlite') {
    return new SqliteClient({ ...OPTIONS, adapter: serializedSqlite(target.path) })
  }
  const pool = createPool('models', { connectionString: target.connectionString })
  const transactionOptions = {
    ...OPTIONS.transactionOptions,
    isolationLevel: 'ReadCommitted',
  } as const
  return new PostgresqlClient({
    ...OPTIONS,
    transactionOptions,
    adapter: adapterInSchema(pool),
  }) as unknown as Database
}

// Kept on globalThis: bundles may hold this module twice, and SQLite must have exactly one
// connection.
const shared = globalThis as { activationConsoleDatabase?: Database }
const target = parseDatabaseUrl(env().DATABASE_URL)
shared.activationConsoleDatabase ??= connect(target)

/** For the few statements that the two databases need in different words; only lib/db asks. */
export const provider = target.provider

/** A piece of SQL with its parameters, for the statements that models can't say. */
export type Sql = Prisma.Sql
export const sql = Prisma.sql
export const joinSql = Prisma.join
/** A name of ours as it stands in SQL; never for what comes from outside. */
export const nameSql = (name: string): Sql => Prisma.raw(`"${name}"`)

/**
 * The database that `DATABASE_URL` names. Connects at the first query, and again by itself after an
 * outage.
 */
export const db: Database = shared.activationConsoleDatabase
