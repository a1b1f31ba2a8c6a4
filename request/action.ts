import 'server-only'
import { refresh } from 'next/cache'
import { unstable_rethrow } from 'next/navigation'
import type * as z from 'zod/mini'
import { type Actor, type Allowed, isAllowed } from '@/lib/actors/actor'
import type { Permission } from '@/lib/actors/permissions.shared'
import { type ActionError, invalid } from '@/lib/answer.shared'
import { AUDIT_ACTIONS, type AuditAction } from '@/lib/audit/schema.shared'
import { recordRefused } from '@/lib/audit/writes'
import { isProven } from '@/lib/auth/proof/prove'
import type { Session } from '@/lib/auth/sessions/find-session'
import { log } from '@/lib/log'
import { requestFacts } from './facts'
import { anySession } from './session'
import { requestState } from './state'

type ActionOptions<Schema extends z.ZodMiniType, P extends Permission> = {
  input: Schema
  /** What the actor needs; without it whoever is signed in may. */
  permission?: P
  /** Whether who calls must have proven lately who they are: it hands out or widens power. */
  proof?: boolean
  /** Whether those may call it too who must set up a second factor first. */
  enrolling?: boolean
  /** What it would do, for the audit of those who lack the permission. */
  attempt?: AuditAction
  /** Whether the page is refreshed; only not where it would lose what it has to say. */
  refreshAfter?: (result: { ok: boolean; reason?: string }) => boolean
}

/**
 * A server action: proves who calls and that they may, checks what was sent, and runs one function
 * of `lib`. What throws becomes the contract's InternalError with the request ID under which the
 * log tells more.
 */
export function action<Schema extends z.ZodMiniType, Result, P extends Permission = never>(
  {
    input,
    permission,
    proof = false,
    enrolling = false,
    attempt,
    refreshAfter = () => true,
  }: ActionOptions<Schema, P>,
  run: (actor: Allowed<P>, input: z.output<Schema>, session: Session) => Promise<Result>,
) {
  return async (fields: z.input<Schema>): Promise<Result | ActionError> => {
    try {
      const session = await beginAction()
      if (!session || (session.mustEnrol && !enrolling)) return { ok: false, reason: 'signed_out' }
      const { actor } = session
      if (permission && !isAllowed(actor, permission)) return await refuse(actor, attempt)
      const parsed = input.safeParse(fields)
      if (!parsed.success) return invalid(parsed.error)
      if (proof && !isProven(session)) return { ok: false, reason: 'proof_needed' }
      const result = await run(actor as Allowed<P>, parsed.data, session)
      if (refreshAfter(result as { ok: boolean })) refresh()
      return result
    } catch (error) {
      unstable_rethrow(error)
      const { requestId } = await requestFacts()
      log.error({ requestId, err: error }, 'an action failed')
      return { ok: false, reason: 'internal', requestId }
    }
  }
}

/** Every action begins here: what fails from now on is no call that could not be read. */
export async function beginAction(): Promise<Session | undefined> {
  const state = requestState()
  if (state) state.isRead = true
  return anySession()
}

/** Refuses what the actor's role does not allow; in the log, and in the audit. */
async function refuse(actor: Actor, attempt?: AuditAction): Promise<ActionError> {
  const { requestId } = await requestFacts()
  log.warn(
    { requestId, actor: actor.id, role: actor.role, action: attempt },
    'an action was refused',
  )
  await recordRefused(actor, 'action.refused', '', {
    action: [null, attempt ? AUDIT_ACTIONS[attempt] : ''],
    role: [null, actor.role],
  })
  return { ok: false, reason: 'forbidden' }
}
