import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import next from 'next'
import { PHASE_PRODUCTION_SERVER } from 'next/constants.js'

/** Next's own reader of its settings, a module of the older kind; it keeps what it has read. */
const readSettings: typeof import('next/dist/server/config').default = createRequire(
  import.meta.url,
)('next/dist/server/config').default

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * The pages for people: made ready with the server that listens, and then handed each request that
 * is theirs.
 */
export type Pages = { ready: (server: Server) => Promise<void>; handle: Handle }

/** Next, as a handler of requests. In development it builds each page when it is asked for. */
export function prepareNext({
  dev,
  host,
  port,
}: {
  dev: boolean
  host?: string
  port: number
}): Pages {
  let handle: Handle | undefined
  return {
    async ready(server) {
      // Read here, silently; else Next tells at each start how long its settings took.
      if (!dev) await readSettings(PHASE_PRODUCTION_SERVER, resolve('.'))
      // Next listens for upgrades on the server that it is given, and leaves those of unknown paths
      // open for ever. Only its development server has something to upgrade; without a listener
      // Node answers such requests like any other.
      const app = next({
        dev,
        hostname: host,
        port,
        quiet: !dev,
        httpServer: dev ? server : createServer(),
      })
      await app.prepare()
      handle = app.getRequestHandler()
    },
    async handle(request, response) {
      if (!handle) throw new Error('pages were asked for before they were ready')
      await handle(request, response)
    },
  }
}
