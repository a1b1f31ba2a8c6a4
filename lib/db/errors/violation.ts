import { codesOf } from './outage'

/** How a driver itself calls it, which bulk statements use. */
const DRIVER_CODES = new Set<unknown>([
  '23505',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
])

type DatabaseError = {
  code?: unknown
  meta?: { driverAdapterError?: { cause?: { kind?: unknown; originalCode?: unknown } } }
}

/**
 * Whether a write was refused because a unique value is already there, by a model's method, by raw
 * SQL or in bulk.
 */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, meta } = error as DatabaseError
  return (
    code === 'P2002' ||
    DRIVER_CODES.has(code) ||
    meta?.driverAdapterError?.cause?.kind === 'UniqueConstraintViolation'
  )
}

/** Another transaction was faster. */
export class OvertakenError extends Error {
  override name = 'OvertakenError'
}

/**
 * PostgreSQL ended one of several transactions that waited for each other, or could not be told
 * apart in time.
 */
const CONTENTION_CODES = new Set<unknown>(['40P01', '40001'])

/**
 * Whether a transaction failed only because of what another one did at the same moment: tried
 * again, it may succeed.
 */
export function isContention(error: unknown): boolean {
  const { code } = error as DatabaseError
  return error instanceof OvertakenError || CONTENTION_CODES.has(code) || isUniqueViolation(error)
}

/** Whether a statement gave up waiting for a row that another transaction holds. */
export function isHeld(error: unknown): boolean {
  return (error as DatabaseError).code === '55P03'
}

/** Whether PostgreSQL ended a statement because it took longer than it was given. */
export function isStatementTimeout(error: unknown): boolean {
  return codesOf(error).includes('57014')
}
