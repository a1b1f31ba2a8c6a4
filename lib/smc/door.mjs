// The way of SMC's calls to their handler. Plain JavaScript, because server.mjs runs it, which Next does not compile.

/** Parameters that calls of the SMC API have, and addresses of pages do not. */
const SMC_PARAMETER = /(?:^|&)(?:Action|Version|AccessKeyId|Signature\w*|Timestamp|Format)=/

/**
 * Leads a call of the SMC API to its handler. A signature covers method, path and query as they were sent, of which Next
 * keeps none for certain, and takes the body of a GET away; so they go in headers, which no client can set.
 * @param {import('node:http').IncomingMessage} request
 * @param {string} path
 * @param {string} query
 * @returns {boolean} whether it is one
 */
export function leadToSmc(request, path, query) {
  const isSmc = path === '/api/smc' || path === '/api/smc/' || isSmcCall(request, path, query)
  for (const [name, value] of Object.entries({ method: request.method, target: path, query })) {
    if (isSmc) request.headers[`x-request-${name}`] = value
    else delete request.headers[`x-request-${name}`]
  }
  if (!isSmc) return false
  request.url = '/api/smc'
  request.method = 'POST'
  return true
}

/**
 * SMC's clients know one path only, `/`, which is the console's first page for people. Pages are read, and take calls of
 * actions; what is sent there otherwise, or has a body, parameters or headers of the SMC API, or wants no HTML, is a call.
 * @param {import('node:http').IncomingMessage} request
 * @param {string} path
 * @param {string} query
 */
function isSmcCall({ method, headers }, path, query) {
  if (path !== '/' || 'next-action' in headers) return false
  if (method !== 'GET' && method !== 'HEAD') return true
  if (Number(headers['content-length'] ?? 0) > 0 || 'transfer-encoding' in headers) return true
  const names = Object.keys(headers)
  if (/^ACS3-/i.test(headers.authorization ?? '') || names.some((name) => name.startsWith('x-acs-'))) return true
  const { accept = '' } = headers
  const wantsPage = 'rsc' in headers || accept.includes('text/html')
  return SMC_PARAMETER.test(query) || (!wantsPage && (query !== '' || accept.includes('json')))
}
