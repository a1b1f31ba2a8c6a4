import { format } from 'node:util'
import { disconnect } from '@/lib/db/disconnect'
import { env } from '@/lib/env'
import { leave, remarkOnOthers, showPresence } from '@/lib/instances/presence'
import { log } from '@/lib/log'
import { markMissedCounts } from '@/lib/tokens/list/refresh-buckets'
import { requestState } from '@/request/state'
import { createApp } from './app'
import { collectMetrics, listenForMetrics } from './metrics'
import { prepareNext } from './pages/next'
import { holdPort, listen, unlistened } from './startup/listening'
import { prepare } from './startup/prepare'
import { markServed } from './startup/served-by'
import { readListenAddress, readPort, readTrustedProxies } from './startup/settings'
import { Stopping } from './stop'

/** How often an instance writes that it is there. */
const PRESENT_MILLISECONDS = 15_000

/** By then an update of all instances has ended. */
const UPDATE_MILLISECONDS = 600_000

/**
 * Starts the console: settings and the port, the database, the pages; then it listens.
 * @throws StartError or what else went wrong, before anything is served
 */
export async function start({ dev }: { dev: boolean }): Promise<void> {
  const { address: host, remark } = readListenAddress(process.env)
  const place = { address: host, port: readPort(process.env.PORT) }
  const { port } = place
  const isTrusted = readTrustedProxies(process.env.TRUSTED_PROXIES)
  const publicUrl = env().PUBLIC_URL ? new URL(env().PUBLIC_URL ?? '') : undefined
  if (remark) process.stdout.write(`! ${remark}\n`)
  if (!dev) markServed()
  const givePort = await holdPort(place)
  const { setUpToken } = await prepare()

  const pages = prepareNext({ dev, host, port })
  const stopping = new Stopping()
  const app = createApp({
    isTrusted,
    publicUrl,
    stopping,
    dev,
    handOn: (request, response) => pages.handle(request, response),
  })
  await Promise.all([app.ready(), pages.ready(app.server)])
  if (!dev) structureConsole()
  // Next goes on after such an error, and so does the console: what failed is told with its stack.
  process.on('uncaughtException', (err) => log.error({ err }, 'an error that nothing caught'))
  process.on('unhandledRejection', (err) =>
    log.error({ err }, 'a promise that nobody waited for was refused'),
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)

  collectMetrics()
  const metrics = await listenForMetrics().catch((error) =>
    Promise.reject(
      unlistened(error, { address: env().METRICS_HOSTNAME, port: env().METRICS_PORT }),
    ),
  )
  await givePort()
  await listen(app, place)
  announce(publicUrl, host, portOf(app.server.address()) ?? port, setUpToken)

  await keepPresent()
  takeUpUses()
  setTimeout(takeUpUses, UPDATE_MILLISECONDS).unref()

  // The same signal once more ends the process at once.
  function stop() {
    if (stopping.hasBegun) return
    const { STOP_NOTICE_SECONDS: noticeSeconds, STOP_SECONDS: mostSeconds } = env()
    void stopping.run({
      close: () => app.close().finally(() => metrics.close()),
      release: () => leave().finally(disconnect),
      noticeSeconds,
      mostSeconds,
    })
  }
}

/**
 * Says what does not fit between the instances on this database, and goes on writing that this one
 * is there.
 */
async function keepPresent() {
  const show = () => showPresence().catch((err) => log.warn({ err }, 'the database is away'))
  for (const remark of await remarkOnOthers().catch(() => [])) {
    log.warn({ remark }, 'instances do not agree')
    process.stdout.write(`! ${remark}\n`)
  }
  setInterval(show, PRESENT_MILLISECONDS).unref()
}

/**
 * In an update one after the other, instances of the version before go on for a while beside this
 * one.
 */
function takeUpUses() {
  markMissedCounts().catch((err) =>
    log.warn({ err }, 'uses that an earlier version counted could not be taken up'),
  )
}

/**
 * Next writes to the console; its lines go into the log. An error's text may hold what a client
 * sent, so its name must do. That a client hung up is no error of ours.
 */
function structureConsole() {
  for (const level of ['error', 'warn', 'info', 'debug'] as const) {
    console[level] = (...parts: unknown[]) => {
      const text = format(...parts.map((part) => (part instanceof Error ? part.name : part)))
      log[requestState()?.isBroken() ? 'debug' : level]({ source: 'next' }, text)
    }
  }
}

function announce(
  publicUrl: URL | undefined,
  host: string | undefined,
  port: number,
  setUpToken: string | undefined,
): void {
  const address = publicUrl?.origin ?? ownAddress(host, port)
  const invitation = setUpToken ? `To set it up, open: ${address}/setup?token=${setUpToken}\n` : ''
  process.stdout.write(`\nActivation Console is ready: ${address}\n${invitation}\n`)
  if (publicUrl?.protocol !== 'https:' && !isLoopback(host))
    process.stdout.write(
      'People and machines reach this console over plain HTTP, where passwords and codes ' +
        'can be read on the way. Put a proxy with HTTPS before it and set PUBLIC_URL, or ' +
        'set LISTEN_ADDRESS=127.0.0.1.\n\n',
    )
}

/** Where this machine reaches the console. */
function ownAddress(host: string | undefined, port: number): string {
  if (!host || host === '0.0.0.0' || host === '::') return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

const portOf = (address: ReturnType<import('node:net').Server['address']>) =>
  typeof address === 'object' && address ? address.port : undefined

function isLoopback(host: string | undefined): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host ?? '')
}
