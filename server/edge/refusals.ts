import { STATUS_CODES } from 'node:http'
import { FOREIGN_ACTION } from '@/lib/http/foreign-action.shared'

/**
 * Why a request is refused before anything else sees it, in the words of the SMC API, whose clients
 * send odd things too, and of the agent API.
 */
const CODES = {
  400: ['InvalidParameter', 'invalid_request'],
  // A call of an action of another site: only our own pages get this.
  403: ['Forbidden', 'invalid_request'],
  405: ['UnsupportedHTTPMethod', 'method_not_allowed'],
  408: ['RequestTimeout', 'invalid_request'],
  413: ['RequestTooLarge', 'too_large'],
  414: ['RequestTooLarge', 'invalid_request'],
  431: ['RequestTooLarge', 'invalid_request'],
} as const

export type RefusedStatus = keyof typeof CODES

function answerOf(
  status: RefusedStatus,
  requestId: string,
  path: string,
): { type: string; body: string } {
  const [code, agentCode] = CODES[status]
  const title = STATUS_CODES[status] ?? ''
  if (status === 403) return { type: 'text/plain', body: FOREIGN_ACTION }
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
  const problem = {
    RequestId: requestId,
    HostId: 'localhost',
    Code: code,
    Message: title,
    Recommend: '/agent-api',
  }
  return { type: 'application/json;charset=utf-8', body: JSON.stringify(problem) }
}

/**
 * The answer that refuses a request.
 * @param path that was asked for; the agent API has errors of its own
 * @param more further headers
 */
export function refusal(
  status: RefusedStatus,
  requestId: string,
  path = '',
  more: Record<string, string> = {},
): { body: string; headers: Record<string, string> } {
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

/** The same as it goes over a connection on which no request could be read. */
export function rawRefusal(status: RefusedStatus, requestId: string): string {
  const { body, headers } = refusal(status, requestId, '', {
    'X-Request-Id': requestId,
    Connection: 'close',
  })
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('\r\n')}\r\n\r\n${body}`
}
