import 'server-only'
import { authenticatedActor } from '@/lib/actors/actor'
import { recordEvent } from '@/lib/audit/writes'
import { db } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/transaction'
import { emailSchema } from '@/lib/text/email.shared'
import { forgiveAttempt } from '@/lib/throttle/attempts'
import { newPasswordSchema } from '../schema.shared'
import { auth } from '../sessions/library'
import { isWeakPassword, WEAK_PASSWORD } from './weak-secret'

/** Whoever works on the machine itself, in the audit. */
const TERMINAL = authenticatedActor({
  id: '',
  name: 'Terminal',
  role: 'administrator',
  ip: 'terminal',
})

export type ResetPasswordResult =
  | { ok: true; name: string }
  | { ok: false; reason: 'unknown_person' }
  | { ok: false; reason: 'invalid'; message: string }

/**
 * Gives somebody a new password, for whoever works on the machine itself. Ends all their sessions,
 * and what held their sign-in up.
 * @param email as it was typed, in any case
 */
export async function resetPassword(
  email: string,
  newPassword: string,
): Promise<ResetPasswordResult> {
  const address = emailSchema.safeParse(email)
  const person =
    address.success &&
    (await db.person.findUnique({
      where: { email: address.data },
      select: { id: true, name: true, email: true },
    }))
  if (!person) return { ok: false, reason: 'unknown_person' }
  const input = newPasswordSchema.safeParse(newPassword)
  if (!input.success)
    return { ok: false, reason: 'invalid', message: input.error.issues[0]?.message ?? '' }
  if (await isWeakPassword(newPassword, person))
    return { ok: false, reason: 'invalid', message: WEAK_PASSWORD }
  const password = await (await auth().$context).password.hash(newPassword)
  await inTransaction(async (transaction) => {
    const where = { userId: person.id, providerId: 'credential' }
    await transaction.credential.updateMany({ where, data: { password, updatedAt: new Date() } })
    const { count } = await transaction.session.deleteMany({ where: { userId: person.id } })
    await recordEvent(transaction, TERMINAL, 'person.password_reset', person.id, {
      sessions: [count, 0],
    })
  })
  await forgiveAttempt('sign-in', { account: person.email })
  return { ok: true, name: person.name }
}
