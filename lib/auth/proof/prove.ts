import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { recordEvent, recordRefused } from '@/lib/audit/writes'
import { db } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/transaction'
import { countAttempt, forgiveAttempt, type Throttled } from '@/lib/throttle/attempts'
import { hasPassword, isPasswordOf } from '../passwords/check-password'
import { providerLabel } from '../provider/configuration'
import type { ProofInput, WaysToProve } from '../schema.shared'
import type { Origin } from '../second-factor/passkeys'
import { readFactors } from '../second-factor/requirement'
import { checkSecondFactor, type FactorResult } from './second-factor'

/** What hands out or widens power asks again for whoever has proven themselves longer ago. */
const PROOF_MINUTES = 15

/** Whether somebody has proven lately enough who they are. */
export function isProven({ provenAt }: { provenAt: Date }, now = new Date()): boolean {
  return now.getTime() - provenAt.getTime() <= PROOF_MINUTES * 60_000
}

/** What an actor can prove with who they are. */
export async function waysToProve(actor: Actor): Promise<WaysToProve> {
  const [password, factors, identities] = await Promise.all([
    hasPassword(actor.id),
    readFactors(actor.id),
    db.identity.count({ where: { personId: actor.id } }),
  ])
  return {
    password,
    authenticator: factors.authenticator,
    passkeys: factors.passkeys > 0,
    provider: identities > 0 ? (providerLabel() ?? null) : null,
  }
}

export type PasswordResult = { ok: true } | { ok: false; reason: 'wrong_password' } | Throttled

/** Checks the actor's own password. Wrong ones are counted per person, and are in the audit. */
export async function checkOwnPassword(actor: Actor, password: string): Promise<PasswordResult> {
  const account = { account: actor.id }
  const attempt = await countAttempt('password', account)
  if (!attempt.ok) return attempt
  if (!(await isPasswordOf(actor.id, password))) {
    await recordRefused(actor, 'person.password_refused', actor.id)
    return { ok: false, reason: 'wrong_password' }
  }
  await forgiveAttempt('password', account)
  return { ok: true }
}

/**
 * Takes a password or a second factor for proof that it is still the actor who is at the screen.
 */
export async function prove(
  actor: Actor,
  sessionId: string,
  { password, ...proof }: ProofInput,
  origin: Origin,
): Promise<PasswordResult | FactorResult> {
  const checked =
    password === undefined
      ? await checkSecondFactor(actor.id, proof, { ip: actor.ip, origin })
      : await checkOwnPassword(actor, password)
  if (!checked.ok) return checked
  await inTransaction(async (transaction) => {
    await transaction.session.updateMany({
      where: { id: sessionId, userId: actor.id },
      data: { provenAt: new Date() },
    })
    await recordEvent(transaction, actor, 'session.proven', actor.id)
  })
  return { ok: true }
}
