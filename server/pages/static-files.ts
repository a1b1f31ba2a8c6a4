import type { FastifyInstance } from 'fastify'
import sirv from 'sirv'
import { env } from '@/lib/env'

const ROUTE = '/_next/static'
const NOT_FOUND = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }
const YEAR_SECONDS = 31_536_000

/**
 * The scripts and styles of the pages, as the build made and compressed them: Next would compress
 * each of them again for whoever asks. A file never changes under its name.
 */
export async function staticFiles(app: FastifyInstance): Promise<void> {
  const serve = sirv(`${env().BUILD_FOLDER}/static`, {
    gzip: true,
    brotli: true,
    immutable: true,
    maxAge: YEAR_SECONDS,
    setHeaders: (response) => response.setHeader('X-Content-Type-Options', 'nosniff'),
  })
  app.get(`${ROUTE}/*`, async ({ raw }, reply) => {
    reply.hijack()
    raw.url = raw.url?.slice(ROUTE.length)
    serve(raw, reply.raw, () => void reply.raw.writeHead(404, NOT_FOUND).end())
  })
}
