import type { IncomingMessage } from 'node:http'
import type { BoundedRequest } from './bounded-request'

/**
 * Reads a request's body to its end.
 * @returns `undefined` for one of more bytes than are allowed, of which nothing is kept; the connection stays usable
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  await new Promise<void>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= maxBytes) chunks.push(chunk)
      else chunks.length = 0
    })
    request.once('end', () => ((request as BoundedRequest).isRefused ? reject(new RequestAborted()) : resolve()))
    request.once('error', () => reject(new RequestAborted()))
    request.once('close', () => (request.complete ? resolve() : reject(new RequestAborted())))
  })
  return length > maxBytes ? undefined : Buffer.concat(chunks)
}

/** The client hung up while it was sending: nobody waits for an answer. */
export class RequestAborted extends Error {
  override name = 'RequestAborted'
}
