import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { hasPassword } from '../passwords/check-password'
import { hasFactor, readFactors } from '../second-factor/requirement'
import type { Session } from '../sessions/find-session'
import { checkOwnPassword, isProven, type PasswordResult } from './prove'

export type ManageResult<Done> =
  | Done
  | Exclude<PasswordResult, { ok: true }>
  | { ok: false; reason: 'proof_needed' | 'signed_out' }

/**
 * Lets somebody change their second factor, after their password was asked again; whoever has none
 * must have proven themselves lately, and so must whoever has to set one up in order to go on.
 */
export async function withPassword<Done>(
  session: Session,
  password: string | undefined,
  run: (actor: Actor) => Promise<Done>,
): Promise<ManageResult<Done>> {
  const { actor, mustEnrol } = session
  // Set up meanwhile, elsewhere: a password alone is not enough any more.
  if (mustEnrol && hasFactor(await readFactors(actor.id)))
    return { ok: false, reason: 'signed_out' }
  const isAsked = !(mustEnrol && isProven(session)) && (await hasPassword(actor.id))
  if (!isAsked) return isProven(session) ? run(actor) : { ok: false, reason: 'proof_needed' }
  const checked = await checkOwnPassword(actor, password ?? '')
  return checked.ok ? run(actor) : checked
}
