/** After how many seconds it is worth asking again, where the database is away. */
export const RETRY_SECONDS = 5

/** The header that says when to come again. */
export function retryAfter(seconds = RETRY_SECONDS): { 'Retry-After': string } {
  return { 'Retry-After': String(seconds) }
}
