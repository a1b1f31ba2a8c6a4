import 'server-only'
import { nobodyAt, recordRefused } from '@/lib/audit/writes'
import { db } from '@/lib/db/client'
import { FOR_EMERGENCIES } from '@/lib/people/administrators'
import { readSettings } from '@/lib/settings/reads'
import { countAttempt, forgiveAttempt, type Throttled } from '@/lib/throttle/attempts'
import { openChallenge, readChallenge, takeChallenge } from '../challenges'
import { isPasswordOf } from '../passwords/check-password'
import { checkSecondFactor, type FactorResult } from '../proof/second-factor'
import type { SecondFactorProof, SignInInput } from '../schema.shared'
import { type Origin, personOfPasskey } from '../second-factor/passkeys'
import { type Factors, hasFactor, readFactors } from '../second-factor/requirement'
import { type BeganSession, beginSession, type Visitor } from '../sessions/begin-session'

export type SignInResult =
  | BeganSession
  | { ok: false; reason: 'wrong_credentials' | 'passwords_off' }
  | { ok: false; reason: 'second_factor'; waiting: string; factors: Factors }
  | Throttled

/**
 * Signs somebody in with their password. Attempts are counted per account and per address; a right
 * one does not count, and a refused one is in the audit.
 * @returns `Set-Cookie` values for the answer; `second_factor` with what {@link signInFurther} goes
 *   on with, for whoever has one; `deactivated` and `passwords_off` only for a right password
 */
export async function signIn(input: SignInInput, visitor: Visitor): Promise<SignInResult> {
  const who = { account: input.email, ip: visitor.ip }
  const attempt = await countAttempt('sign-in', who)
  const person = await db.person.findUnique({
    where: { email: input.email },
    select: { id: true, deactivatedAt: true },
  })
  const refused = () => recordRefused(nobodyAt(visitor.ip), 'session.refused', person?.id ?? '')
  if (!attempt.ok || !(await isPasswordOf(person?.id, input.password)) || !person) {
    await refused()
    return attempt.ok ? { ok: false, reason: 'wrong_credentials' } : attempt
  }
  await forgiveAttempt('sign-in', who)
  const emergency = (await readSettings()).passwordSignIn === 'off'
  if (person.deactivatedAt || (emergency && !(await isForEmergencies(person.id)))) {
    await refused()
    return { ok: false, reason: person.deactivatedAt ? 'deactivated' : 'passwords_off' }
  }
  const factors = await readFactors(person.id)
  if (!hasFactor(factors))
    return beginSession(person.id, { method: 'password', secondFactor: false, emergency }, visitor)
  // The one sign that a password has leaked, should the second factor hold.
  await recordRefused(nobodyAt(visitor.ip), 'session.half_way', person.id)
  const waiting: Waiting = { personId: person.id, emergency }
  return {
    ok: false,
    reason: 'second_factor',
    waiting: await openChallenge('second-factor', waiting),
    factors,
  }
}

/** Whose password was right, and what is still to be shown. */
type Waiting = { personId: string; emergency: boolean }

async function isForEmergencies(id: string): Promise<boolean> {
  return (await db.person.count({ where: { id, ...FOR_EMERGENCIES } })) > 0
}

/** Whose sign-in waits for a second factor; `undefined` where none does, or not any more. */
export async function personWaiting(waiting: string): Promise<string | undefined> {
  return (await readChallenge<Waiting>('second-factor', waiting))?.personId
}

/**
 * Goes on with a sign-in whose password was right, with a second factor.
 * @returns `too_late` where it waited for too long, or was ended otherwise
 */
export async function signInFurther(
  waiting: string,
  proof: SecondFactorProof,
  visitor: Visitor,
  origin: Origin,
): Promise<BeganSession | Exclude<FactorResult, { ok: true }> | { ok: false; reason: 'too_late' }> {
  const personId = await personWaiting(waiting)
  if (!personId) return { ok: false, reason: 'too_late' }
  const checked = await checkSecondFactor(personId, proof, { ip: visitor.ip, origin })
  if (!checked.ok) return checked
  const taken = await takeChallenge<Waiting>('second-factor', waiting)
  if (!taken) return { ok: false, reason: 'too_late' }
  const { emergency } = taken
  return beginSession(personId, { method: 'password', secondFactor: true, emergency }, visitor)
}

/**
 * Signs somebody in with a passkey alone: it is something they have, opened by something they know
 * or are. While passwords are off it is for administrators in an emergency only.
 */
export async function signInWithPasskey(
  passkey: { ceremony: string; response: unknown },
  visitor: Visitor,
  origin: Origin,
): Promise<BeganSession | { ok: false; reason: 'wrong_passkey' | 'passwords_off' } | Throttled> {
  const attempt = await countAttempt('sign-in', { ip: visitor.ip })
  if (!attempt.ok) return attempt
  const personId = await personOfPasskey(passkey, origin)
  if (!personId) {
    await recordRefused(nobodyAt(visitor.ip), 'session.refused', '')
    return { ok: false, reason: 'wrong_passkey' }
  }
  await forgiveAttempt('sign-in', { ip: visitor.ip })
  const emergency = (await readSettings()).passwordSignIn === 'off'
  const refused = () => recordRefused(nobodyAt(visitor.ip), 'session.refused', personId)
  if (emergency && !(await isForEmergencies(personId))) {
    await refused()
    return { ok: false, reason: 'passwords_off' }
  }
  const how = { method: 'passkey', secondFactor: true, emergency } as const
  const began = await beginSession(personId, how, visitor)
  if (!began.ok) await refused()
  return began
}
