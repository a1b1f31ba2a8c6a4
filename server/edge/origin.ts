import type { IncomingMessage } from 'node:http'

/**
 * Whether a call of an action comes from a page of another site. Where the console's own address is
 * known, it decides, scheme and all, whatever a proxy passes on; a page that was opened past the
 * proxy has the host that was asked for.
 */
export function isForeignAction({ headers }: IncomingMessage, publicUrl: URL | undefined): boolean {
  const { origin } = headers
  if (!('next-action' in headers) || !origin) return false
  if (!URL.canParse(origin)) return true
  const { host } = new URL(origin)
  if (publicUrl && host === publicUrl.host) {
    // Next compares with these.
    headers.host = host
    delete headers['x-forwarded-host']
    return origin !== publicUrl.origin
  }
  const [forwarded] = String(headers['x-forwarded-host'] ?? '').split(',')
  return host !== (forwarded?.trim() || headers.host)
}
