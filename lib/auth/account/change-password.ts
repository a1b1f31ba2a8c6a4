import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import type { FieldErrors } from '@/lib/answer.shared'
import { recordEvent } from '@/lib/audit/writes'
import { db } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/transaction'
import type { Throttled } from '@/lib/throttle/attempts'
import { auth } from '../library/library'
import { isWeakPassword, WEAK_PASSWORD } from '../passwords/weak-secret'
import { checkOwnPassword } from '../proof/prove'
import type { ChangePasswordInput } from '../schema.shared'

export type ChangePasswordResult =
  | { ok: true }
  | { ok: false; reason: 'wrong_password' }
  | { ok: false; reason: 'invalid'; fieldErrors: FieldErrors }
  | Throttled

/**
 * Changes the actor's password and ends their other sessions. Wrong current passwords are counted
 * per person, and are in the audit.
 * @param sessionId the session that asks, which goes on
 * @returns `invalid` for a new password that is easy to guess, or the same as before
 */
export async function changePassword(
  actor: Actor,
  sessionId: string,
  input: ChangePasswordInput,
): Promise<ChangePasswordResult> {
  const checked = await checkOwnPassword(actor, input.currentPassword)
  if (!checked.ok) return checked
  const problem = await newPasswordProblem(actor, input)
  if (problem) return { ok: false, reason: 'invalid', fieldErrors: { newPassword: problem } }
  const hash = await (await auth().$context).password.hash(input.newPassword)
  await inTransaction(async (transaction) => {
    await transaction.credential.updateMany({
      where: { userId: actor.id, providerId: 'credential' },
      data: { password: hash, updatedAt: new Date() },
    })
    await transaction.session.deleteMany({ where: { userId: actor.id, id: { not: sessionId } } })
    await transaction.oneTimeLink.deleteMany({ where: { personId: actor.id } })
    await recordEvent(transaction, actor, 'person.password_changed', actor.id)
  })
  return { ok: true }
}

async function newPasswordProblem(
  actor: Actor,
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<string | undefined> {
  if (newPassword === currentPassword) return 'Choose a password that is not the present one.'
  const person = await db.person.findUniqueOrThrow({
    where: { id: actor.id },
    select: { name: true, email: true },
  })
  return (await isWeakPassword(newPassword, person)) ? WEAK_PASSWORD : undefined
}
