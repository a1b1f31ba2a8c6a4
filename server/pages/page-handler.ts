import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { RETRY_SECONDS } from '@/lib/http/retry'
import { type RequestState, shareRequestState } from '@/request/state'

/** Hands a request on to Next. */
export type HandOn = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Answers a request. */
export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** The handler of what people ask for: pages, actions, sign-in and files, which Next answers. */
export function pageHandler(handOn: HandOn): Handler {
  const requestState = new AsyncLocalStorage<RequestState>()
  shareRequestState(requestState)
  return async ({ raw }, reply) => {
    reply.hijack()
    const state = {
      isRead: false,
      isOutage: false,
      isBroken: () => raw.destroyed && !raw.readableEnded,
    }
    if ('next-action' in raw.headers) answerUnreadable(reply.raw, state)
    else answerOutage(reply.raw, state)
    await requestState.run(state, () => handOn(raw, reply.raw))
  }
}

/**
 * Where Next answers a call of an action with 500 before the action has begun, it could not read
 * the call.
 */
function answerUnreadable(response: ServerResponse, state: RequestState): void {
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    ...rest: unknown[]
  ) => ServerResponse
  response.writeHead = (status: number, ...rest: unknown[]) =>
    writeHead(status === 500 && !state.isRead ? 400 : status, ...rest)
}

/**
 * Next answers a page that failed with 500; where the database is away it is worth coming again.
 */
function answerOutage(response: ServerResponse, state: RequestState): void {
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    ...rest: unknown[]
  ) => ServerResponse
  response.writeHead = (status: number, ...rest: unknown[]) => {
    if (status !== 500 || !state.isOutage) return writeHead(status, ...rest)
    response.setHeader('Retry-After', RETRY_SECONDS)
    return writeHead(503, ...rest)
  }
}
