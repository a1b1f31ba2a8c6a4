import { STATUS_CODES } from 'node:http'

/** What a program is told that Next never sees: like an error of the SMC API, since its clients send odd things too. */
const CODES = /** @type {const} */ ({
  400: 'InvalidParameter',
  403: 'Forbidden',
  405: 'UnsupportedHTTPMethod',
  408: 'RequestTimeout',
  413: 'RequestTooLarge',
  414: 'RequestTooLarge',
  431: 'RequestTooLarge',
})

/** @typedef {keyof typeof CODES} RefusedStatus */

/**
 * The answer that refuses a request.
 * @param {RefusedStatus} status
 * @param {string} requestId
 * @param {Record<string, string>} [more] further headers
 */
export function refusal(status, requestId, more = {}) {
  const message = STATUS_CODES[status] ?? ''
  const body = JSON.stringify({ RequestId: requestId, HostId: 'localhost', Code: CODES[status], Message: message, Recommend: '/agent-api' })
  const headers = {
    'Content-Type': 'application/json;charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'X-Acs-Request-Id': requestId,
    'X-Content-Type-Options': 'nosniff',
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
  const { body, headers } = refusal(status, requestId, { 'X-Request-Id': requestId, Connection: 'close' })
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('\r\n')}\r\n\r\n${body}`
}
