type DatabaseError = { code?: unknown; meta?: { driverAdapterError?: { cause?: { kind?: unknown } } } }

/** Whether a write was refused because a unique value is already there, by a model's method or by raw SQL. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, meta } = error as DatabaseError
  return code === 'P2002' || meta?.driverAdapterError?.cause?.kind === 'UniqueConstraintViolation'
}
