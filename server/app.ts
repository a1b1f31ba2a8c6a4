import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { log } from '@/lib/log'
import { agentApi } from './agent-api/routes'
import { changesRoute } from './changes'
import { admit, refuseConnection } from './edge/admission'
import { BoundedRequest } from './edge/bounded-request'
import {
  HEAD_MILLISECONDS,
  IDLE_MILLISECONDS,
  MAX_HEADER_BYTES,
  MOST_CONNECTIONS,
  REQUEST_MILLISECONDS,
} from './edge/limits'
import { securityHeaders } from './edge/security-headers'
import { exportRoutes } from './exports/routes'
import { healthRoute } from './health'
import { metricsRoute } from './metrics'
import { type HandOn, pageHandler } from './pages/page-handler'
import { staticFiles } from './pages/static-files'
import { smcApi } from './smc-api/routes'
import type { Stopping } from './stop'
import { waveRoutes } from './waves/routes'

export type AppOptions = {
  /** Whether a proxy is believed about the client that it names. */
  isTrusted: (address: string, hops: number) => boolean
  /** Where people reach the console, if that is set. */
  publicUrl: URL | undefined
  stopping: Stopping
  handOn: HandOn
  /** In development each page is built when it is asked for, and there are no files of a build. */
  dev: boolean
}

/**
 * The HTTP server: limits, request IDs, the client's address and the log for everything; programs
 * are answered here, and what is left is for people.
 */
export function createApp({
  isTrusted,
  publicUrl,
  stopping,
  handOn,
  dev,
}: AppOptions): FastifyInstance {
  const edge = { isTrusted, publicUrl }
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: () => randomUUID().toUpperCase(),
    // What is on its way while the console stops is still answered.
    return503OnClosing: false,
    requestTimeout: REQUEST_MILLISECONDS,
    keepAliveTimeout: IDLE_MILLISECONDS,
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEAD_MILLISECONDS,
      IncomingMessage: BoundedRequest,
    },
    clientErrorHandler: refuseConnection,
    // An address that nothing can read was not looked at by any hook.
    frameworkErrors: (_error, request, reply) => void admit(edge, request, reply),
    routerOptions: { querystringParser: () => ({}) },
  })
  app.server.maxConnections = MOST_CONNECTIONS
  stopping.watch(app.server)

  // Bodies are read by those who are asked: signatures cover the very bytes, and Next reads its
  // own. So none is parsed here, whatever it says to be.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  app.addHook('onRequest', (request, reply, done) => {
    if (!admit(edge, request, reply)) return
    request.headers = { 'content-type': undefined }
    done()
  })

  const people = pageHandler(handOn)
  app.register(async (programs) => {
    programs.addHook('onRequest', securityHeaders)
    await programs.register(agentApi)
    await programs.register(smcApi, { people })
    await programs.register(exportRoutes)
    await programs.register(healthRoute, { stopping })
    await programs.register(changesRoute)
    await programs.register(waveRoutes)
    await programs.register(metricsRoute)
  })
  if (!dev) app.register(staticFiles)
  app.all('/*', people)
  return app
}
