import type { AsyncLocalStorage } from 'node:async_hooks'

/** What server.mjs keeps of a request while it is handled. `isRead`: the call of an action could be read, and the action began. */
export type RequestState = { isRead: boolean }

const shared = globalThis as { activationConsoleRequest?: AsyncLocalStorage<RequestState> }

/** The state of the request under way; `undefined` outside of one. */
export function requestState(): RequestState | undefined {
  return shared.activationConsoleRequest?.getStore()
}
