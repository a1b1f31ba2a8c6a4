import { OUTAGE_DIGEST } from '@/lib/answer.shared'

/**
 * PostgreSQL, by class: no connection (08; also what poolers say), a transaction that others
 * overtook (40), no room, memory or connections left (53), somebody ended or stopped it (57), the
 * system under it failed (58), and who may not come in (28, 3D); beside these a primary that became
 * a standby, and a session, transaction or lock that took too long.
 */
const POSTGRESQL_CODES = /^(08|28|3D|40|53|57|58)[0-9A-Z]{3}$|^(25006|25P03|25P04|55P03)$/

/**
 * Prisma: no connection, none left in the pool, or a transaction that could not begin or end in
 * time.
 */
const PRISMA_CODES = /^(P1\d{3}|P2024|P2028|P2034|P2037)$/

/** The certificate of the server is not trusted any more, or the line to it can't be secured. */
const TLS_CODES = /^(ERR_SSL|ERR_TLS|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/

/**
 * What the system says of a connection: refused, reset, timed out, a name unknown, a socket gone.
 */
const SYSTEM_CALLS = /^(connect|getaddrinfo|read|write|shutdown)$/

/**
 * SQLite: locked, or the disk is full, broken or read-only, or the file damaged; each has more
 * exact codes, such as `SQLITE_IOERR_FSYNC`.
 */
const SQLITE_CODES = /^SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|FULL|READONLY|PROTOCOL|CORRUPT|NOTADB)/

const OUTAGE_CODES = [POSTGRESQL_CODES, SQLITE_CODES, PRISMA_CODES, TLS_CODES]

const CONNECTION_MESSAGES = new RegExp(
  [
    'connection terminated',
    'client has encountered a connection error and is not queryable',
    'timeout exceeded when trying to connect',
    'query read timeout',
    'unable to start a transaction',
    'server has closed the connection',
    "can't reach database",
  ].join('|'),
  'i',
)

/** The database can't be asked at the moment. Nothing was written; the same call may work later. */
export class DatabaseUnavailableError extends Error {
  override name = 'DatabaseUnavailableError'
  digest = OUTAGE_DIGEST
}

/**
 * Whether an error means that the line to a server can't be secured, or that the server can't prove
 * itself.
 */
export const isUntrusted = (error: unknown) => codesOf(error).some((code) => TLS_CODES.test(code))

/**
 * Whether an error means that the database is away, whoever raised it: Prisma, its adapters or a
 * driver.
 */
export function isOutage(error: unknown): boolean {
  for (const cause of causesOf(error)) {
    if (
      cause instanceof DatabaseUnavailableError ||
      CONNECTION_MESSAGES.test(String(cause.message))
    )
      return true
    if (SYSTEM_CALLS.test(String(cause.syscall))) return true
  }
  return codesOf(error).some((code) => OUTAGE_CODES.some((codes) => codes.test(code)))
}

/** The codes of an error and of what caused it: of PostgreSQL, SQLite, the system or Prisma. */
export function codesOf(error: unknown): string[] {
  return causesOf(error)
    .flatMap(({ code, originalCode }) => [code, originalCode])
    .filter((code) => typeof code === 'string')
}

const MOST_CAUSES = 6

/** An error, what caused it, and so on; Prisma has the driver's error in a place of its own. */
function causesOf(error: unknown): Record<string, unknown>[] {
  const causes: Record<string, unknown>[] = []
  for (let cause = error; cause instanceof Object && causes.length < MOST_CAUSES; ) {
    causes.push(cause as Record<string, unknown>)
    const { cause: next, meta } = cause as {
      cause?: unknown
      meta?: { driverAdapterError?: unknown }
    }
    cause = next ?? meta?.driverAdapterError
  }
  return causes
}
