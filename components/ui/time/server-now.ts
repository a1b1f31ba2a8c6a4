/**
 * How much the server's clock is before the reader's, in milliseconds; nothing on the server
 * itself.
 */
let lead = 0

/** Now, by the server's clock: the reader's may be wrong by days. */
export function serverNow(): Date {
  return new Date(Date.now() + lead)
}

/** Compares the clocks in the browser. @param now the server's moment, just now */
export function setServerNow(now: Date): void {
  lead = now.getTime() - Date.now()
}
