import { createServer, type Server } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { env } from '@/lib/env'
import { StartError } from '@/lib/start-error'

/** A place to listen at; without an address it is all of this machine. */
export type Place = { address: string | undefined; port: number }

/**
 * Takes a port before anything else is done: a start in vain must change nothing. Who connects
 * meanwhile is turned away.
 * @returns the way to give it back
 * @throws StartError
 */
export async function holdPort(place: Place): Promise<() => Promise<void>> {
  const holder = createServer((socket) => socket.destroy())
  await atPlace(place, (host) => listenAt(holder, place.port, host))
  return () => new Promise((resolve) => holder.close(() => resolve()))
}

/** Listens at a place. @throws StartError */
export async function listen(app: FastifyInstance, place: Place): Promise<void> {
  await atPlace(place, (host) =>
    app.listen({ port: place.port, host, listenTextResolver: () => 'listening' }),
  )
}

/** All addresses are those of both kinds, or of IPv4 where there is no other. */
async function atPlace(place: Place, listenAt: (host: string) => Promise<unknown>): Promise<void> {
  try {
    if (place.address) await listenAt(place.address)
    else
      await listenAt('::').catch((error) =>
        error.code === 'EAFNOSUPPORT' ? listenAt('0.0.0.0') : Promise.reject(error),
      )
  } catch (error) {
    throw unlistened(error as NodeJS.ErrnoException, place)
  }
}

function listenAt(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, resolve)
  })
}

/** What to tell of a port that can't be listened at. */
export function unlistened(error: NodeJS.ErrnoException, { address, port }: Place): StartError {
  return new StartError(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use. Set ` +
          `${port === env().METRICS_PORT ? 'METRICS_PORT' : 'PORT'} to another one.`
      : `It can't listen on ${address ?? 'all addresses'}, port ${port}: ${error.message}.`,
  )
}
