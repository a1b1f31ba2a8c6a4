import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { Refused } from '@/lib/answer'
import { AUDIT_ACTIONS, type AuditAction } from '@/lib/audit/schema'
import { recordRefused } from '@/lib/audit/writes'
import {
  type Actor,
  type Administrator,
  isAdministrator,
  isOperator,
  type Operator,
} from '@/lib/auth/actor'
import type { Visit } from '@/lib/auth/visits'
import { log } from '@/lib/log'
import { requestFacts } from './facts'
import { currentVisit } from './gates'
import { requestState } from './state'

/** Every action begins here: what fails from now on is no call that could not be read. */
export async function beginAction(): Promise<Visit | undefined> {
  const state = requestState()
  if (state) state.isRead = true
  return currentVisit()
}

/**
 * The frame of every action for those signed in: proves who asks, and turns what throws into the
 * contract's InternalError with the request ID under which the log tells more.
 */
export async function asActor<T>(
  work: (actor: Actor, sessionId: string) => Promise<T>,
): Promise<T | Refused> {
  try {
    const visit = await beginAction()
    return visit ? await work(visit.actor, visit.sessionId) : { ok: false, reason: 'signed_out' }
  } catch (error) {
    unstable_rethrow(error)
    const { requestId } = await requestFacts()
    log.error({ requestId, err: error }, 'an action failed')
    return { ok: false, reason: 'internal', requestId }
  }
}

/**
 * The same for actions that issue or change codes: viewers are refused.
 * @param action what it would do, for the audit of who tried
 */
export async function asOperator<T>(
  action: AuditAction,
  work: (actor: Operator) => Promise<T>,
): Promise<T | Refused> {
  return asActor<T | Refused>(async (actor) =>
    isOperator(actor) ? work(actor) : refuseAction(actor, action),
  )
}

/** The same for actions that manage access keys. */
export async function asAdministrator<T>(
  action: AuditAction,
  work: (actor: Administrator) => Promise<T>,
): Promise<T | Refused> {
  return asActor<T | Refused>(async (actor) =>
    isAdministrator(actor) ? work(actor) : refuseAction(actor, action),
  )
}

/**
 * Refuses an actor what their role does not allow; in the log under the request's ID, and in the
 * audit.
 */
export async function refuseAction(
  actor: Actor,
  action: AuditAction,
): Promise<{ ok: false; reason: 'forbidden' }> {
  const { requestId } = await requestFacts()
  log.warn({ requestId, actor: actor.id, role: actor.role, action }, 'an action was refused')
  await recordRefused(actor, 'action.refused', '', {
    action: [null, AUDIT_ACTIONS[action]],
    role: [null, actor.role],
  })
  return { ok: false, reason: 'forbidden' }
}
