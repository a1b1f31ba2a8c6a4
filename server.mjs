// The program: serves the built console over HTTP. It adds to Next's own server what a route can't know:
// the client's real address, and an ID for each request that clients can't choose.
import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import { createServer, STATUS_CODES } from 'node:http'
import { format } from 'node:util'
import next from 'next'
import pino from 'pino'
import proxyAddress from 'proxy-addr'
import { leadToSmc } from './lib/smc/door.mjs'

/** What looks like an activation code; somebody may put one into an address. */
const CODE_LIKE = /act[A-Za-z0-9%]{29,}/g

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Of a request's address and headers together: some clients put all their parameters into the address. */
const MAX_HEADER_BYTES = 65_536

/** How long requests under way may take to end after the program was told to stop. */
const DRAIN_MILLISECONDS = 10_000

const dev = process.argv.includes('--dev')
const hostname = process.env.HOSTNAME || undefined
const port = readPort(process.env.PORT)
const isTrusted = readTrustedProxies(process.env.TRUSTED_PROXIES)

// The database and its journal are for the owner's eyes only.
process.umask(0o077)

/** instrumentation.ts says on this channel that the database is ready, and how to set the console up if it is new. */
const prepared = new Promise((resolve) => subscribe('activation-console:prepared', resolve))
const app = next({ dev, hostname, port, quiet: !dev })
const [{ setUpToken }] = await Promise.all([prepared, app.prepare()])
const handle = app.getRequestHandler()
// From here on the settings are known to be valid.
const log = pino({ level: process.env.LOG_LEVEL || 'info', base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
if (!dev) structureConsole()

const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
  const startedAt = performance.now()
  const requestId = randomUUID().toUpperCase()
  // A client that has hung up already has no address any more.
  const ip = (proxyAddress(request, isTrusted) ?? '').replace(/^::ffff:(?=\d+\.)/, '')
  request.headers['x-request-id'] = requestId
  request.headers['x-client-address'] = ip
  response.setHeader('X-Request-Id', requestId)
  const [path, query] = splitAddress(request.url ?? '')
  const { method } = request
  if (!path?.startsWith('/_next/')) {
    response.once('close', () => {
      const milliseconds = Math.round(performance.now() - startedAt)
      log.info({ requestId, method, path: path?.replace(CODE_LIKE, 'act…'), status: response.statusCode, milliseconds, ip }, 'request')
    })
  }
  const refusal = !METHODS.has(request.method ?? '') ? 405 : isDecodable(path) ? undefined : 400
  if (refusal) {
    const { body, headers } = problem(
      refusal === 405 ? 'UnsupportedHTTPMethod' : 'InvalidParameter',
      STATUS_CODES[refusal] ?? '',
      requestId,
    )
    return response.writeHead(refusal, headers).end(body)
  }
  leadToSmc(request, path, query)
  if ('next-action' in request.headers) answerBadActions(response)
  void handle(request, response)
})

// Before a request is one: its address or headers are too long, it came too slowly, or it is no HTTP.
server.on('clientError', (error, socket) => {
  if (!socket.writable) return socket.destroy()
  const kind = 'code' in error ? error.code : ''
  const [status, code] =
    kind === 'HPE_HEADER_OVERFLOW'
      ? [431, 'RequestTooLarge']
      : kind === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'RequestTimeout']
        : [400, 'InvalidParameter']
  const requestId = randomUUID().toUpperCase()
  log.info({ requestId, status, reason: kind }, 'no request')
  const { body, headers } = problem(code, STATUS_CODES[status] ?? '', requestId)
  const head = Object.entries({ ...headers, 'X-Request-Id': requestId, Connection: 'close' }).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('\r\n')}\r\n\r\n${body}`)
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
  const address = process.env.PUBLIC_URL ? new URL(process.env.PUBLIC_URL).origin : ownAddress()
  const invitation = setUpToken ? `To set it up, open: ${address}/setup?token=${setUpToken}\n` : ''
  process.stdout.write(`\nActivation Console is ready: ${address}\n${invitation}\n`)
})

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    server.close(() => process.exit(0))
    server.closeIdleConnections()
    setTimeout(() => process.exit(0), DRAIN_MILLISECONDS).unref()
  })
}

/**
 * What a program is told that Next never sees: like an error of the SMC API, since its clients send odd things too.
 * @param {string} code
 * @param {string} message
 * @param {string} requestId
 */
function problem(code, message, requestId) {
  const body = JSON.stringify({ RequestId: requestId, HostId: 'localhost', Code: code, Message: message, Recommend: '/agent-api' })
  const headers = {
    'Content-Type': 'application/json;charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Acs-Request-Id': requestId,
    'X-Content-Type-Options': 'nosniff',
  }
  return { body, headers }
}

/** @param {string} url @returns {[path: string, query: string]} */
function splitAddress(url) {
  const mark = url.indexOf('?')
  return mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
}

/** @param {string | undefined} path whether it is a path whose percent signs mean something; Next answers 500 where not */
function isDecodable(path) {
  try {
    return decodeURIComponent(path ?? '').startsWith('/')
  } catch {
    return false
  }
}

/**
 * Our actions answer all that they can be asked; where Next answers a call of one with 500, it could not read the call.
 * @param {import('node:http').ServerResponse} response
 */
function answerBadActions(response) {
  const writeHead = response.writeHead.bind(response)
  response.writeHead = (/** @type {number} */ status, /** @type {any[]} */ ...rest) => writeHead(status === 500 ? 400 : status, ...rest)
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

/** @param {string | undefined} text */
function readPort(text) {
  if (!text) return 3000
  const number = Number(text)
  if (!/^\d{1,5}$/.test(text) || number > 65535) stop('PORT must be a whole number from 0 to 65535.')
  return number
}

/** @param {string | undefined} list comma-separated addresses, networks, or the names that proxy-addr knows */
function readTrustedProxies(list) {
  try {
    return proxyAddress.compile(
      (list ?? '')
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
  } catch {
    return stop('TRUSTED_PROXIES must list addresses or networks, like 10.0.0.0/8,127.0.0.1.')
  }
}

/**
 * @param {string} message
 * @returns {never}
 */
function stop(message) {
  process.stderr.write(`Activation Console can't start. ${message}\n`)
  process.exit(1)
}
