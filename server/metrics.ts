import { timingSafeEqual } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { collectDefaultMetrics, Gauge, register } from 'prom-client'
import { pools } from '@/lib/db/postgresql/pool'
import { env } from '@/lib/env'
import { build } from '@/lib/instances/build'
import { log } from '@/lib/log'
import { countByStatus } from '@/lib/tokens/list/reads'
import { sendJson } from './edge/send-json'
import { sha256 } from './smc-api/signature'

/**
 * What the console counts, in the text format of Prometheus: for who sends `METRICS_TOKEN` to the
 * console's own port. Off where none is set.
 */
export async function metricsRoute(app: FastifyInstance): Promise<void> {
  const { METRICS_TOKEN } = env()
  if (!METRICS_TOKEN) return
  app.get('/metrics', async (request, reply) => {
    const given = /^Bearer +(\S+)$/i.exec(request.raw.headers.authorization ?? '')?.[1] ?? ''
    if (isSame(given, METRICS_TOKEN)) return sendMetrics(reply)
    return sendJson(reply.header('WWW-Authenticate', 'Bearer'), 401, {
      message: 'Send METRICS_TOKEN as a bearer token.',
    })
  })
}

/**
 * The same on a port of its own, where `METRICS_PORT` names one: to whoever can reach it, on this
 * machine unless told otherwise.
 */
export async function listenForMetrics(): Promise<{ close: () => Promise<void> }> {
  const { METRICS_PORT, METRICS_HOSTNAME } = env()
  const app = Fastify()
  if (METRICS_PORT === 0) return app
  app.get('/metrics', async (_request, reply) => sendMetrics(reply))
  await app.listen({ port: METRICS_PORT, host: METRICS_HOSTNAME })
  return app
}

/**
 * Counts the process itself, the build, the codes and the connections; what else is counted says so
 * where it happens.
 */
export function collectMetrics(): void {
  const { METRICS_PORT, METRICS_TOKEN } = env()
  if (METRICS_PORT === 0 && !METRICS_TOKEN) return
  collectDefaultMetrics()
  gauge('build_info', 'Which build this is', ['build'], async (set) => set({ build: build() }, 1))
  gauge(
    'codes',
    'Activation codes by status; of each at most 10,000 are counted',
    ['status'],
    async (set) => {
      for (const [status, count] of Object.entries(await countByStatus())) set({ status }, count)
    },
  )
  gauge(
    'database_connections',
    'Connections to PostgreSQL, and those who wait for one',
    ['pool', 'state'],
    async (set) => {
      for (const [pool, { totalCount, idleCount, waitingCount }] of pools) {
        set({ pool, state: 'busy' }, totalCount - idleCount)
        set({ pool, state: 'idle' }, idleCount)
        set({ pool, state: 'waited_for' }, waitingCount)
      }
    },
  )
}

/** How long one number may take: the others are not held up. */
const PATIENCE_MILLISECONDS = 2_000

type Set = (labels: Record<string, string>, value: number) => void

/** A number that is read when somebody asks; left out where it can't be. */
function gauge(
  name: string,
  help: string,
  labelNames: string[],
  read: (set: Set) => Promise<void>,
): void {
  const made: Gauge = new Gauge({
    name: `activation_console_${name}`,
    help,
    labelNames,
    async collect() {
      made.reset()
      const late = pause(PATIENCE_MILLISECONDS, undefined, { ref: false }).then(() =>
        Promise.reject(new Error('it took too long')),
      )
      const reading = read((labels, value) => made.set(labels, value))
      await Promise.race([reading, late]).catch((err) =>
        log.warn({ err, name }, 'a metric could not be read'),
      )
      late.catch(() => {})
      reading.catch(() => {})
    },
  })
}

async function sendMetrics(reply: FastifyReply): Promise<FastifyReply> {
  return reply
    .header('Cache-Control', 'no-store')
    .type(register.contentType)
    .send(await register.metrics())
}

/** Compares two secrets in a time that tells nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)))
}
