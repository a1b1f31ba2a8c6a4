type DatabaseError = { code?: unknown; meta?: { driverAdapterError?: { cause?: { kind?: unknown; originalCode?: unknown } } } }

/** Whether a write was refused because a unique value is already there, by a model's method or by raw SQL. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, meta } = error as DatabaseError
  return code === 'P2002' || meta?.driverAdapterError?.cause?.kind === 'UniqueConstraintViolation'
}

/** Whether PostgreSQL ended a statement because it took longer than it was given. */
export function isStatementTimeout(error: unknown): boolean {
  return error instanceof Error && (error as DatabaseError).meta?.driverAdapterError?.cause?.originalCode === '57014'
}
