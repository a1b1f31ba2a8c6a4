import { STATUS_CODES } from 'node:http'

/**
 * Why a request is refused before anything else sees it, in the words of the SMC API, whose clients send odd things too,
 * and of the agent API.
 */
const CODES = /** @type {const} */ ({
  400: ['InvalidParameter', 'invalid_request'],
  403: ['Forbidden', 'invalid_request'],
  405: ['UnsupportedHTTPMethod', 'method_not_allowed'],
  408: ['RequestTimeout', 'invalid_request'],
  413: ['RequestTooLarge', 'too_large'],
  414: ['RequestTooLarge', 'invalid_request'],
  431: ['RequestTooLarge', 'invalid_request'],
})

/** @typedef {keyof typeof CODES} RefusedStatus */

/** @param {RefusedStatus} status @param {string} requestId @param {string} path */
function answerOf(status, requestId, path) {
  const [code, agentCode] = CODES[status]
  const title = STATUS_CODES[status] ?? ''
  if (path.startsWith('/api/v1/')) {
    const problem = {
      type: 'about:blank',
      title,
      status,
      code: agentCode,
      detail: `${title}. Nothing of the request was looked at.`,
      requestId,
    }
    return { type: 'application/problem+json', body: JSON.stringify(problem) }
  }
  const problem = { RequestId: requestId, HostId: 'localhost', Code: code, Message: title, Recommend: '/agent-api' }
  return { type: 'application/json;charset=utf-8', body: JSON.stringify(problem) }
}

/**
 * The answer that refuses a request.
 * @param {RefusedStatus} status
 * @param {string} requestId
 * @param {string} [path] that was asked for; the agent API has errors of its own
 * @param {Record<string, string>} [more] further headers
 */
export function refusal(status, requestId, path = '', more = {}) {
  const { type, body } = answerOf(status, requestId, path)
  const headers = {
    'Content-Type': type,
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'X-Acs-Request-Id': requestId,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    ...more,
  }
  return { body, headers }
}

/**
 * The same as it goes over a connection on which no request could be read.
 * @param {RefusedStatus} status
 * @param {string} requestId
 */
export function rawRefusal(status, requestId) {
  const { body, headers } = refusal(status, requestId, '', { 'X-Request-Id': requestId, Connection: 'close' })
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('\r\n')}\r\n\r\n${body}`
}
