import type { IncomingMessage } from 'node:http'

/**
 * Whether a call of an action comes from a page of another site. Next compares the host alone, with the one that a proxy
 * passes on; where the console's own address is known, it decides, scheme and all.
 */
export function isForeignAction({ headers }: IncomingMessage, publicUrl: URL | undefined): boolean {
  const { origin } = headers
  if (!publicUrl || !('next-action' in headers) || !origin || !URL.canParse(origin)) return false
  if (new URL(origin).host !== publicUrl.host) return false
  if (origin !== publicUrl.origin) return true
  headers.host = publicUrl.host
  delete headers['x-forwarded-host']
  return false
}
