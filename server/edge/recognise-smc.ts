import type { IncomingMessage } from 'node:http'

/** Parameters that calls of the SMC API have, and addresses of pages do not. */
const SMC_PARAMETER = /(?:^|&)(?:Action|Version|AccessKeyId|Signature\w*|Timestamp|Format)=/

/**
 * Whether a request is a call of the SMC API. Its clients know one path only, `/`, which is the
 * console's first page for people. Pages are read, and take calls of actions; what is sent there
 * otherwise, or has a body, parameters or headers of the SMC API, or wants no HTML, is a call.
 */
export function isSmcCall(
  { method, headers }: IncomingMessage,
  path: string,
  query: string,
): boolean {
  if (path === '/api/smc' || path === '/api/smc/') return true
  if (path !== '/' || 'next-action' in headers) return false
  if (method !== 'GET' && method !== 'HEAD') return true
  if (Number(headers['content-length'] ?? 0) > 0 || 'transfer-encoding' in headers) return true
  const names = Object.keys(headers)
  if (
    /^ACS3-/i.test(headers.authorization ?? '') ||
    names.some((name) => name.startsWith('x-acs-'))
  )
    return true
  const { accept = '' } = headers
  const wantsPage = 'rsc' in headers || accept.includes('text/html')
  return SMC_PARAMETER.test(query) || (!wantsPage && (query !== '' || accept.includes('json')))
}
