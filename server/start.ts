import { format } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { disconnect } from '@/lib/db/disconnect'
import { findUnlisted } from '@/lib/db/shelves'
import { env } from '@/lib/env'
import { leave, remarkOnOthers, showPresence } from '@/lib/instances/presence'
import { log } from '@/lib/log'
import { StartError } from '@/lib/start-error'
import { requestState } from '@/request/state'
import { createApp } from './app'
import { collectMetrics, listenForMetrics } from './metrics'
import { prepareNext } from './next'
import { prepare } from './prepare'
import { readPort, readTrustedProxies } from './settings'
import { Stopping } from './stop'

/** How often an instance writes that it is there. */
const PRESENT_MILLISECONDS = 15_000

/** By then an update of all instances has ended. */
const UPDATE_MILLISECONDS = 600_000

/**
 * Starts the console: settings, database, pages, and then the port.
 * @throws StartError or what else went wrong, before anything is served
 */
export async function start({ dev }: { dev: boolean }): Promise<void> {
  const host = process.env.HOSTNAME || undefined
  const port = readPort(process.env.PORT)
  const isTrusted = readTrustedProxies(process.env.TRUSTED_PROXIES)
  const publicUrl = env().PUBLIC_URL ? new URL(env().PUBLIC_URL ?? '') : undefined
  const { setUpToken } = await prepare()

  const pages = prepareNext({ dev, host, port })
  const stopping = new Stopping()
  const app = createApp({ isTrusted, publicUrl, stopping, dev, handOn: (request, response) => pages.handle(request, response) })
  await Promise.all([app.ready(), pages.ready(app.server)])
  if (!dev) structureConsole()
  // Next goes on after such an error, and so does the console: what failed is told with its stack.
  process.on('uncaughtException', (err) => log.error({ err }, 'an error that nothing caught'))
  process.on('unhandledRejection', (err) => log.error({ err }, 'a promise that nobody waited for was refused'))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)

  collectMetrics()
  const metrics = await listenForMetrics().catch((error) => Promise.reject(unlistened(error, env().METRICS_HOSTNAME, env().METRICS_PORT)))
  await listen(app, port, host)
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

/** Says what does not fit between the instances on this database, and goes on writing that this one is there. */
async function keepPresent() {
  const show = () => showPresence().catch((err) => log.warn({ err }, 'the database is away'))
  for (const remark of await remarkOnOthers().catch(() => [])) {
    log.warn({ remark }, 'instances do not agree')
    process.stdout.write(`! ${remark}\n`)
  }
  setInterval(show, PRESENT_MILLISECONDS).unref()
}

/** In an update one after the other, instances of the version before go on for a while beside this one. */
function takeUpUses() {
  findUnlisted().catch((err) => log.warn({ err }, 'uses that an earlier version counted could not be taken up'))
}

/** Listens at an address, or at all of this machine: of both kinds, or of IPv4 where there is no other. */
async function listen(app: FastifyInstance, port: number, host: string | undefined): Promise<void> {
  const at = (address: string) => app.listen({ port, host: address, listenTextResolver: () => 'listening' })
  try {
    await (host ? at(host) : at('::').catch((error) => (error.code === 'EAFNOSUPPORT' ? at('0.0.0.0') : Promise.reject(error))))
  } catch (error) {
    throw unlistened(error as NodeJS.ErrnoException, host, port)
  }
}

function unlistened(error: NodeJS.ErrnoException, host: string | undefined, port: number): StartError {
  return new StartError(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use. Set ${port === env().METRICS_PORT ? 'METRICS_PORT' : 'PORT'} to another one.`
      : `It can't listen on ${host ?? 'all addresses'}, port ${port}: ${error.message}.`,
  )
}

/**
 * Next writes to the console; its lines go into the log. An error's text may hold what a client sent, so its name must do. That
 * a client hung up is no error of ours.
 */
function structureConsole() {
  for (const level of ['error', 'warn', 'info', 'debug'] as const) {
    console[level] = (...parts: unknown[]) => {
      const text = format(...parts.map((part) => (part instanceof Error ? part.name : part)))
      log[requestState()?.isBroken() ? 'debug' : level]({ source: 'next' }, text)
    }
  }
}

function announce(publicUrl: URL | undefined, host: string | undefined, port: number, setUpToken: string | undefined): void {
  const address = publicUrl?.origin ?? ownAddress(host, port)
  const invitation = setUpToken ? `To set it up, open: ${address}/setup?token=${setUpToken}\n` : ''
  process.stdout.write(`\nActivation Console is ready: ${address}\n${invitation}\n`)
  if (publicUrl?.protocol !== 'https:' && !isLoopback(host))
    process.stdout.write(
      'People and machines reach this console over plain HTTP, where passwords and codes can be read on the way. Put a proxy with HTTPS before it and set PUBLIC_URL, or set HOSTNAME=127.0.0.1.\n\n',
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
