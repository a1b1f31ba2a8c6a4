import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { Refused } from '../answer'
import { log } from '../log'
import { requestFacts } from '../request'
import { type Actor, type Administrator, isAdministrator, isOperator, type Operator } from './actor'
import { currentVisit } from './gates'

/**
 * The frame of every action for those signed in: proves who asks, and turns what throws into the contract's
 * InternalError with the request ID under which the log tells more.
 */
export async function asActor<T>(work: (actor: Actor, sessionId: string) => Promise<T>): Promise<T | Refused> {
  try {
    const visit = await currentVisit()
    return visit ? await work(visit.actor, visit.sessionId) : { ok: false, reason: 'signed_out' }
  } catch (error) {
    unstable_rethrow(error)
    const { requestId } = await requestFacts()
    log.error({ requestId, err: error }, 'an action failed')
    return { ok: false, reason: 'internal', requestId }
  }
}

/** The same for actions that issue or change codes: viewers are refused. */
export async function asOperator<T>(work: (actor: Operator) => Promise<T>): Promise<T | Refused> {
  return asActor<T | Refused>(async (actor) => (isOperator(actor) ? work(actor) : { ok: false, reason: 'forbidden' }))
}

/** The same for actions that manage access keys. */
export async function asAdministrator<T>(work: (actor: Administrator) => Promise<T>): Promise<T | Refused> {
  return asActor<T | Refused>(async (actor) => (isAdministrator(actor) ? work(actor) : { ok: false, reason: 'forbidden' }))
}
