import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { log } from '@/lib/log'
import type { BoundedRequest } from './bounded-request'
import { clientAddress } from './client-address'
import { isTooLong, maxBodyBytes } from './limits'
import { loggedPath } from './logged-path'
import { isForeignAction } from './origin'
import { isSmcCall } from './recognise-smc'
import { type RefusedStatus, rawRefusal, refusal } from './refusals'

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** What every open page asks every few seconds; it would fill the log. */
const OPEN_PAGES = '/api/changes'

/** How long a client that sends too much may go on before its connection is cut. */
const LINGER_MILLISECONDS = 2_000

type Edge = { isTrusted: (address: string, hops: number) => boolean; publicUrl: URL | undefined }

/**
 * Where a request comes from and how it is called; every answer carries the ID, and the log has it.
 */
export type RequestFacts = { requestId: string; ip: string }

/** Facts of a request that was admitted. */
export function factsOf({ id, raw }: FastifyRequest): RequestFacts {
  return { requestId: id, ip: String(raw.headers['x-client-address'] ?? '') }
}

/** Path and query of an address, as they were sent. */
export function splitAddress(url = ''): [path: string, query: string] {
  const mark = url.indexOf('?')
  return mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
}

/**
 * What every request goes through first: it gets its ID, its client's address and its line in the
 * log, and is refused where it is too long, too large, of another site or nothing that anybody here
 * answers.
 * @returns whether the request goes on; where not, it has been answered
 */
export function admit(
  { isTrusted, publicUrl }: Edge,
  request: FastifyRequest,
  reply: FastifyReply,
): boolean {
  const raw = request.raw as BoundedRequest
  const { id: requestId } = request
  warnOfProxy(raw, isTrusted)
  const ip = clientAddress(raw, isTrusted)
  // Headers, because pages learn of these in no other way; a client's own are written over.
  raw.headers['x-request-id'] = requestId
  raw.headers['x-client-address'] = ip
  reply.raw.setHeader('X-Request-Id', requestId)
  const [path, query] = splitAddress(raw.url)
  const { method = '' } = raw
  raw.headers['x-request-use'] = isAskedByItself(raw, path) ? 'no' : 'yes'
  if (!path.startsWith('/_next/') && path !== OPEN_PAGES) {
    reply.raw.once('close', () => {
      const milliseconds = Math.round(reply.elapsedTime)
      // Who hung up before an answer began has no status.
      const answered = reply.raw.headersSent && { status: reply.raw.statusCode }
      log.info(
        { requestId, method, path: loggedPath(path), ...answered, milliseconds, ip },
        answered ? 'request' : 'request, hung up',
      )
    })
  }
  const refuse = (status: RefusedStatus, more?: Record<string, string>) => {
    reply.hijack()
    if (reply.raw.headersSent) raw.socket.destroy()
    else {
      const { body, headers } = refusal(status, requestId, path, more)
      reply.raw.writeHead(status, headers).end(body)
    }
    return false
  }
  if (!METHODS.has(method)) return refuse(405, { Allow: 'GET, HEAD, POST' })
  if (!isDecodable(path)) return refuse(400)
  const isSmc = isSmcCall(raw, path, query)
  if (!isSmc && isTooLong(path, query)) return refuse(414)
  if (!isSmc && isPlainCall(raw, path)) return refuse(405, { Allow: 'GET, HEAD' })
  if (isForeignAction(raw, publicUrl)) {
    const { origin, host, 'x-forwarded-host': forwarded } = raw.headers
    log.warn(
      { requestId, origin, host, forwarded },
      'an action of another address was refused: PUBLIC_URL says which is our own',
    )
    return refuse(403)
  }
  return raw.limit(maxBodyBytes(path, isSmc), () => {
    refuse(413)
    // The client may still be sending, and reads the answer when it has a moment.
    setTimeout(() => raw.complete || raw.socket.destroy(), LINGER_MILLISECONDS).unref()
  })
}

/**
 * Answers before a request is one: its address or headers are too long, it came too slowly, or it
 * is no HTTP.
 */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  // Behind an answer that has begun another one would be read as a part of it.
  const isAnswering = (socket as { _httpMessage?: { headersSent: boolean } })._httpMessage
    ?.headersSent
  if (!socket.writable || isAnswering) {
    socket.destroy()
    return
  }
  const { code = '' } = error
  const status =
    code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  const requestId = randomUUID().toUpperCase()
  log.info({ requestId, status, reason: code }, 'no request')
  socket.end(rawRefusal(status, requestId))
  // A client that never hangs up would keep its connection for ever.
  setTimeout(() => socket.destroy(), LINGER_MILLISECONDS).unref()
}

/**
 * Whether an open page may have asked by itself, with nobody there: for its newest content, or for
 * what it shows live.
 */
function isAskedByItself({ method, headers }: BoundedRequest, path: string): boolean {
  return method === 'GET' && ('rsc' in headers || path.startsWith('/api/'))
}

/** Whether a path's percent signs mean something. */
function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path).startsWith('/')
  } catch {
    return false
  }
}

/**
 * Pages are read, and take calls of actions; a form that a browser sends by itself is none of ours.
 */
function isPlainCall({ method, headers }: BoundedRequest, path: string): boolean {
  return (
    method !== 'GET' &&
    method !== 'HEAD' &&
    !('next-action' in headers) &&
    !path.startsWith('/api/')
  )
}

let isWarned = false

/** A proxy that is not trusted makes one client of all: that is worth a line, once. */
function warnOfProxy({ headers, socket }: BoundedRequest, isTrusted: Edge['isTrusted']): void {
  const proxy = socket.remoteAddress ?? ''
  if (isWarned || headers['x-forwarded-for'] === undefined || isTrusted(proxy, 0)) return
  isWarned = true
  log.warn(
    { proxy },
    'X-Forwarded-For is not believed: if this is your proxy, name it in TRUSTED_PROXIES',
  )
}
