/**
 * Something the operator must put right before the console can start. Its message is the one line
 * the terminal shows.
 */
export class StartError extends Error {
  override name = 'StartError'
}

/** What a driver says of an error, in its words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  return message?.trim() || code || 'no reason given'
}
