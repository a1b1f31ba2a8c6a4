import 'server-only'
import { authenticatedActor } from '@/lib/actors/actor'
import { parseRole } from '@/lib/actors/permissions.shared'
import { recordEvent, recordRefused, type Subject } from '@/lib/audit/writes'
import { db } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/transaction'
import { countAttempt, forgiveAttempt, type Throttled } from '@/lib/throttle/attempts'
import type { SecondFactorProof } from '../schema.shared'
import { spendCode } from '../second-factor/authenticator'
import { type Origin, personOfPasskey } from '../second-factor/passkeys'
import { spendRecoveryCode } from '../second-factor/recovery-codes'

export type FactorResult = { ok: true } | { ok: false; reason: 'wrong_code' } | Throttled

/**
 * Checks a code, a recovery code or a passkey of somebody. Wrong ones are counted per person, and
 * are in the audit.
 */
export async function checkSecondFactor(
  personId: string,
  proof: SecondFactorProof,
  { ip, origin }: { ip: string; origin: Origin },
): Promise<FactorResult> {
  const account = { account: personId }
  const attempt = await countAttempt('second-factor', account)
  if (!attempt.ok) return attempt
  const person = await db.person.findUnique({
    where: { id: personId },
    select: { id: true, name: true, role: true },
  })
  if (!person) return { ok: false, reason: 'wrong_code' }
  const actor = authenticatedActor({ ...person, role: parseRole(person.role), ip })
  if (!(await isRight(actor, proof, origin))) {
    await recordRefused(actor, 'second_factor.refused', personId)
    return { ok: false, reason: 'wrong_code' }
  }
  await forgiveAttempt('second-factor', account)
  if (proof.recoveryCode !== undefined)
    await inTransaction((transaction) =>
      recordEvent(transaction, actor, 'second_factor.code_used', personId),
    )
  return { ok: true }
}

async function isRight(
  { id }: Subject,
  { code, recoveryCode, passkey }: SecondFactorProof,
  origin: Origin,
): Promise<boolean> {
  if (passkey) return (await personOfPasskey(passkey, origin)) === id
  if (recoveryCode !== undefined) return spendRecoveryCode(id, recoveryCode)
  return code !== undefined && spendCode(id, code)
}
