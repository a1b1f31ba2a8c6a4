const CONNECTION_CODES = new Set([
  // Prisma: can't reach, timed out, closed, pool timeout
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  // system and PostgreSQL: refused, reset, name unknown; shutting down, starting up, too many connections
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  // somebody else holds the row for too long
  '55P03',
  // a statement took too long, or a transaction or a session did nothing for too long; read-only after a failover; disk or
  // memory full
  '57014',
  '25P03',
  '25P04',
  '57P05',
  '25006',
  '53100',
  '53200',
  '08000',
  '08001',
  '08003',
  '08006',
])
/** SQLite: locked, or the disk is full, broken or read-only, or the file damaged; each has more exact codes, such as `SQLITE_IOERR_FSYNC`. */
const SQLITE_CODES = /^SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|FULL|READONLY|PROTOCOL|CORRUPT|NOTADB)/

const CONNECTION_MESSAGES =
  /connection terminated|client has encountered a connection error and is not queryable|timeout exceeded when trying to connect|query read timeout|unable to start a transaction|server has closed the connection|can't reach database/i

/** What pages tell their error boundary with: Next passes a digest to the browser, and nothing else of an error. */
export const OUTAGE_DIGEST = 'DATABASE_UNAVAILABLE'

/** After how many seconds it is worth asking again. */
export const RETRY_SECONDS = 5

/** The database can't be asked at the moment. Nothing was written; the same call may work later. */
export class DatabaseUnavailableError extends Error {
  override name = 'DatabaseUnavailableError'
  digest = OUTAGE_DIGEST
}

/** Whether an error means that the database is away, whoever raised it: Prisma, its adapters or a driver. */
export function isOutage(error: unknown): boolean {
  for (const cause of causesOf(error)) {
    if (cause instanceof DatabaseUnavailableError || CONNECTION_MESSAGES.test(String(cause.message))) return true
  }
  return codesOf(error).some((code) => CONNECTION_CODES.has(code) || SQLITE_CODES.test(code))
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
    const { cause: next, meta } = cause as { cause?: unknown; meta?: { driverAdapterError?: unknown } }
    cause = next ?? meta?.driverAdapterError
  }
  return causes
}
