// The program: serves the built console over HTTP. It adds to Next's own server what a route can't know: the client's real
// address, an ID for each request that clients can't choose, and limits that hold while a request arrives.
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import { createServer } from 'node:http'
import { format } from 'node:util'
import next from 'next'
import pino from 'pino'
import { leadToSmc } from './lib/smc/door.mjs'
import { BoundedRequest } from './server/bounded-request.mjs'
import { clientAddress } from './server/client-address.mjs'
import { HEAD_MILLISECONDS, isTooLong, MAX_HEADER_BYTES, MOST_CONNECTIONS, maxBodyBytes, REQUEST_MILLISECONDS } from './server/limits.mjs'
import { loggedPath } from './server/logged-path.mjs'
import { isForeignAction } from './server/origin.mjs'
import { rawRefusal, refusal } from './server/refusals.mjs'
import { readPort, readTrustedProxies, stop } from './server/settings.mjs'

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** How long requests under way may take to end after the program was told to stop. */
const DRAIN_MILLISECONDS = 10_000

/** How long a client that sends too much may go on before its connection is cut. */
const LINGER_MILLISECONDS = 2_000

const dev = process.argv.includes('--dev')
const hostname = process.env.HOSTNAME || undefined
const port = readPort(process.env.PORT)
const isTrusted = readTrustedProxies(process.env.TRUSTED_PROXIES)

// The database and its journal are for the owner's eyes only.
process.umask(0o077)

/** What lib/request-state.ts asks about the request under way. @type {AsyncLocalStorage<{ isRead: boolean }>} */
const requestState = new AsyncLocalStorage()
Object.assign(globalThis, { activationConsoleRequest: requestState })

const limits = { maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: REQUEST_MILLISECONDS, headersTimeout: HEAD_MILLISECONDS }
const server = createServer({ ...limits, IncomingMessage: BoundedRequest }, serve)
server.maxConnections = MOST_CONNECTIONS

/** instrumentation.ts says on this channel that the database is ready, and how to set the console up if it is new. */
const prepared = new Promise((resolve) => subscribe('activation-console:prepared', resolve))
// Next listens for upgrades on the server that it is given, and leaves those of unknown paths open for ever. Only its
// development server has something to upgrade; without a listener Node answers such requests like any other.
const app = next({ dev, hostname, port, quiet: !dev, httpServer: dev ? server : createServer() })
const [{ setUpToken }] = await Promise.all([prepared, app.prepare()])
const handle = app.getRequestHandler()
// From here on the settings are known to be valid.
const publicUrl = process.env.PUBLIC_URL ? new URL(process.env.PUBLIC_URL) : undefined
const log = pino({ level: process.env.LOG_LEVEL || 'info', base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
if (!dev) structureConsole()

/**
 * @param {BoundedRequest} request
 * @param {import('node:http').ServerResponse} response
 */
function serve(request, response) {
  const startedAt = performance.now()
  const requestId = randomUUID().toUpperCase()
  const ip = clientAddress(request, isTrusted)
  request.headers['x-request-id'] = requestId
  request.headers['x-client-address'] = ip
  response.setHeader('X-Request-Id', requestId)
  const [path, query] = splitAddress(request.url ?? '')
  const { method = '' } = request
  if (!path.startsWith('/_next/')) {
    response.once('close', () => {
      const milliseconds = Math.round(performance.now() - startedAt)
      log.info({ requestId, method, path: loggedPath(path), status: response.statusCode, milliseconds, ip }, 'request')
    })
  }
  /** @type {(status: import('./server/refusals.mjs').RefusedStatus, more?: Record<string, string>) => void} */
  const refuse = (status, more) => {
    if (response.headersSent) return void request.socket.destroy()
    const { body, headers } = refusal(status, requestId, path, more)
    response.writeHead(status, headers).end(body)
  }
  if (!METHODS.has(method)) return refuse(405, { Allow: 'GET, HEAD, POST' })
  if (!isDecodable(path)) return refuse(400)
  const isSmc = leadToSmc(request, path, query)
  if (!isSmc && isTooLong(path, query)) return refuse(414)
  if (!isSmc && isPlainCall(request, path)) return refuse(405, { Allow: 'GET, HEAD' })
  if (isForeignAction(request, publicUrl)) return refuse(403)

  const isTaken = request.limit(maxBodyBytes(path, isSmc), () => {
    refuse(413)
    // The client may still be sending, and reads the answer when it has a moment.
    setTimeout(() => request.complete || request.socket.destroy(), LINGER_MILLISECONDS).unref()
  })
  if (!isTaken) return
  const state = { isRead: false }
  if ('next-action' in request.headers) answerUnreadable(response, state)
  requestState.run(state, () => void handle(request, response))
}

// Before a request is one: its address or headers are too long, it came too slowly, or it is no HTTP.
server.on('clientError', (error, socket) => {
  if (!socket.writable) return socket.destroy()
  const kind = 'code' in error ? error.code : ''
  const status = kind === 'HPE_HEADER_OVERFLOW' ? 431 : kind === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  const requestId = randomUUID().toUpperCase()
  log.info({ requestId, status, reason: kind }, 'no request')
  socket.end(rawRefusal(status, requestId))
})

server.once('error', (error) => {
  const inUse = 'code' in error && error.code === 'EADDRINUSE'
  stop(
    inUse
      ? `Port ${port} is in use. Set PORT to another one.`
      : `It can't listen on ${hostname ?? 'all addresses'}, port ${port}: ${error.message}.`,
  )
})
server.listen(port, hostname, () => {
  const address = publicUrl ? publicUrl.origin : ownAddress()
  const invitation = setUpToken ? `To set it up, open: ${address}/setup?token=${setUpToken}\n` : ''
  process.stdout.write(`\nActivation Console is ready: ${address}\n${invitation}\n`)
  if (publicUrl?.protocol !== 'https:' && !isLoopback(hostname))
    process.stdout.write(
      'People and machines reach this console over plain HTTP, where passwords and codes can be read on the way. Put a proxy with HTTPS before it and set PUBLIC_URL, or set HOSTNAME=127.0.0.1.\n\n',
    )
})

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    server.close(() => process.exit(0))
    server.closeIdleConnections()
    setTimeout(() => process.exit(0), DRAIN_MILLISECONDS).unref()
  })
}

// Next goes on after such an error, and so does the console: what failed is told with its stack.
process.on('uncaughtException', (err) => log.error({ err }, 'an error that nothing caught'))
process.on('unhandledRejection', (err) => log.error({ err }, 'a promise that nobody waited for was refused'))

/** @param {string} url @returns {[path: string, query: string]} */
function splitAddress(url) {
  const mark = url.indexOf('?')
  return mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
}

/** @param {string} path whether it is a path whose percent signs mean something; Next answers 500 where not */
function isDecodable(path) {
  try {
    return decodeURIComponent(path).startsWith('/')
  } catch {
    return false
  }
}

/**
 * Pages are read, and take calls of actions; a form that a browser sends by itself is none of ours.
 * @param {import('node:http').IncomingMessage} request
 * @param {string} path
 */
function isPlainCall({ method, headers }, path) {
  return method !== 'GET' && method !== 'HEAD' && !('next-action' in headers) && !path.startsWith('/api/')
}

/**
 * Where Next answers a call of an action with 500 before the action has begun, it could not read the call.
 * @param {import('node:http').ServerResponse} response
 * @param {{ isRead: boolean }} state
 */
function answerUnreadable(response, state) {
  const writeHead = response.writeHead.bind(response)
  response.writeHead = (/** @type {number} */ status, /** @type {any[]} */ ...rest) =>
    writeHead(status === 500 && !state.isRead ? 400 : status, ...rest)
}

/** Next writes to the console; its lines go into the log. An error's text may hold what a client sent, so its name must do. */
function structureConsole() {
  for (const level of /** @type {const} */ (['error', 'warn', 'info', 'debug'])) {
    console[level] = (...parts) =>
      log[level]({ source: 'next' }, format(...parts.map((part) => (part instanceof Error ? part.name : part))))
  }
}

/** Where this machine reaches the console. */
function ownAddress() {
  const address = server.address()
  const actualPort = typeof address === 'object' && address ? address.port : port
  if (!hostname || hostname === '0.0.0.0' || hostname === '::') return `http://localhost:${actualPort}`
  return `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${actualPort}`
}

/** @param {string | undefined} host */
function isLoopback(host) {
  return host === 'localhost' || host === '::1' || /^127\./.test(host ?? '')
}
