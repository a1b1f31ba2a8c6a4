import type { Instrumentation } from 'next'

/**
 * Whatever fails while a page or handler runs goes into the log under its request ID, and to nobody
 * else.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('./lib/log')
  const requestId = request.headers['x-request-id']
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  // A call of an action that can't be read: the error's text may quote what was sent, passwords
  // included.
  const { requestState } = await import('./request/state')
  const { isOutage } = await import('./lib/db/errors/outage')
  const state = requestState()
  if (state) state.isOutage = isOutage(error)
  const isUnreadable = context.routeType === 'action' && state?.isRead !== true
  const err = isUnreadable && error instanceof Error ? error.name : error
  log[isUnreadable ? 'warn' : 'error'](
    { requestId, digest, route: context.routePath, err },
    'a request failed',
  )
}
