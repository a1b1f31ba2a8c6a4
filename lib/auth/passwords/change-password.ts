import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import type { FieldErrors } from '@/lib/answer.shared'
import { recordEvent, recordRefused } from '@/lib/audit/writes'
import { db } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/transaction'
import { countAttempt, forgiveAttempt, type Throttled } from '@/lib/throttle/attempts'
import type { ChangePasswordInput } from '../schema.shared'
import { auth } from '../sessions/library'
import { isWeakPassword, WEAK_PASSWORD } from './weak-secret'

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
  const account = { account: actor.id }
  const attempt = await countAttempt('password', account)
  if (!attempt.ok) return attempt
  const { password } = await auth().$context
  const credential = await db.credential.findFirstOrThrow({
    where: { userId: actor.id, providerId: 'credential' },
    select: { id: true, password: true },
  })
  if (
    !(await password.verify({ hash: credential.password ?? '', password: input.currentPassword }))
  ) {
    await recordRefused(actor, 'person.password_refused', actor.id)
    return { ok: false, reason: 'wrong_password' }
  }
  await forgiveAttempt('password', account)
  const problem = await newPasswordProblem(actor, input)
  if (problem) return { ok: false, reason: 'invalid', fieldErrors: { newPassword: problem } }
  const hash = await password.hash(input.newPassword)
  await inTransaction(async (transaction) => {
    await transaction.credential.update({
      where: { id: credential.id },
      data: { password: hash, updatedAt: new Date() },
    })
    await transaction.session.deleteMany({ where: { userId: actor.id, id: { not: sessionId } } })
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
