import type { AsyncLocalStorage } from 'node:async_hooks'

/**
 * What the server keeps of a request while it is handled. `isRead`: the call of an action could be
 * read, and the action began. `isOutage`: the page failed because the database is away. `isBroken`:
 * the client hung up, or was refused, before the request had come whole.
 */
export type RequestState = { isRead: boolean; isOutage: boolean; isBroken: () => boolean }

// On globalThis: the server and Next's bundles each hold this module.
const shared = globalThis as { activationConsoleRequest?: AsyncLocalStorage<RequestState> }

/** Lets pages and actions see what the server keeps of their requests. */
export function shareRequestState(storage: AsyncLocalStorage<RequestState>): void {
  shared.activationConsoleRequest = storage
}

/** The state of the request under way; `undefined` outside of one. */
export function requestState(): RequestState | undefined {
  return shared.activationConsoleRequest?.getStore()
}
