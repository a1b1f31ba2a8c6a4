import 'server-only'
import XMLBuilder from 'fast-xml-builder'
import { isHttps } from '@/lib/env'
import { retryAfter } from '@/lib/http/retry'
import type { SmcData } from './operation'
import type { SmcError } from './problem'

/** How the client wants its answer. */
export type SmcFormat = 'JSON' | 'XML'

const builder = new XMLBuilder({ suppressEmptyNode: false, format: false })

/**
 * Which format a call asks for: by its parameter, else (V3) by its header; JSON where nothing is
 * said.
 */
export function formatOf(parameter: string | undefined, accept: string | null): SmcFormat {
  if (parameter) return parameter.toUpperCase() === 'XML' ? 'XML' : 'JSON'
  return accept && /\bxml\b/i.test(accept) && !/\bjson\b/i.test(accept) ? 'XML' : 'JSON'
}

/** Characters that can't stand in XML, not even escaped. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

function asXml(root: string, data: SmcData): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build({ [root]: data })}`
    .replace(NOT_XML, '\uFFFD')
    .replaceAll('\r', '&#13;')
}

/** An answer as it goes over the wire. */
export type SmcAnswer = { status: number; headers: Record<string, string>; text: string }

function answer(
  status: number,
  format: SmcFormat,
  root: string,
  data: SmcData,
  requestId: string,
  retryAfterSeconds?: number,
): SmcAnswer {
  const headers = {
    'Cache-Control': 'no-store',
    'x-acs-request-id': requestId,
    'Content-Type': format === 'XML' ? 'text/xml;charset=utf-8' : 'application/json;charset=utf-8',
    ...(retryAfterSeconds && retryAfter(retryAfterSeconds)),
  }
  return { status, headers, text: format === 'XML' ? asXml(root, data) : JSON.stringify(data) }
}

/** The answer of a call that succeeded; in XML its root is named after the operation. */
export function answerData(
  operation: string,
  data: SmcData,
  requestId: string,
  format: SmcFormat,
): SmcAnswer {
  return answer(200, format, `${operation}Response`, { RequestId: requestId, ...data }, requestId)
}

/** The answer of a call that was refused or failed. */
export function answerProblem(
  error: SmcError,
  requestId: string,
  host: string,
  format: SmcFormat,
): SmcAnswer {
  const { code, status, message, retryAfterSeconds } = error
  const recommend = `${isHttps() ? 'https' : 'http'}://${host || 'localhost'}/settings/access-keys`
  const data = {
    RequestId: requestId,
    HostId: host || 'localhost',
    Code: code,
    Message: message,
    Recommend: recommend,
  }
  return answer(status, format, 'Error', data, requestId, retryAfterSeconds)
}
