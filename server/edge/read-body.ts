import type { IncomingMessage } from 'node:http'
import type { Handler } from '../pages/page-handler'
import { RequestAborted } from './bounded-request'

/**
 * Reads a request's body to its end.
 * @returns `undefined` for one of more bytes than are allowed, of which nothing is kept; the
 *   connection stays usable
 * @throws RequestAborted where its end never comes
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | undefined> {
  if (request.destroyed) throw new RequestAborted()
  const chunks: Buffer[] = []
  let length = 0
  await new Promise<void>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= maxBytes) chunks.push(chunk)
      else chunks.length = 0
    })
    request.once('end', resolve)
    request.once('error', () => reject(new RequestAborted()))
    request.once('close', () => request.readableEnded || reject(new RequestAborted()))
  })
  return length > maxBytes ? undefined : Buffer.concat(chunks)
}

/** A handler that reads a body: where its end never comes, nothing is answered any more. */
export function readingHandler(work: Handler): Handler {
  return async (request, reply) => {
    try {
      return await work(request, reply)
    } catch (error) {
      if (!(error instanceof RequestAborted)) throw error
      return reply.hijack()
    }
  }
}
