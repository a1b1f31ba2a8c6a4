import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import type { Transaction } from '@/lib/db/client'
import { isLastForEmergencies } from '@/lib/people/administrators'
import { holdPerson } from '@/lib/people/hold'
import { readSettings } from '@/lib/settings/reads'
import { type Factors, hasFactor, isRequired, readFactors } from './requirement'

/**
 * Whether a session may set up a second factor now; held until the transaction ends. One that must
 * do so before anything else was begun by a password alone: once there is a factor, that is not
 * enough.
 */
export async function maySetUp(
  transaction: Transaction,
  personId: string,
  sessionId: string,
): Promise<boolean> {
  await holdPerson(transaction, personId)
  const session = await transaction.session.findFirst({
    where: { id: sessionId, userId: personId },
    select: { mustEnrol: true },
  })
  if (!session) return false
  return !session.mustEnrol || !hasFactor(await readFactors(personId, transaction))
}

/** Lets a session do everything that has just set one up; others that had to must sign in anew. */
export async function endEnrolment(
  transaction: Transaction,
  personId: string,
  sessionId: string,
  now = new Date(),
): Promise<void> {
  await transaction.session.updateMany({
    where: { id: sessionId },
    data: { mustEnrol: false, provenAt: now },
  })
  await transaction.session.deleteMany({
    where: { userId: personId, mustEnrol: true, id: { not: sessionId } },
  })
}

export type RemovalProblem = 'factor_required' | 'last_for_emergencies'

/**
 * Why the actor may not remove a factor, if they may not: it is the last one of somebody who needs
 * one, or of the only person who could come in while passwords are off.
 * @param left what they would have left
 */
export async function removalProblem(
  transaction: Transaction,
  actor: Actor,
  left: Factors,
): Promise<RemovalProblem | undefined> {
  if (hasFactor(left)) return undefined
  if (isRequired(await readSettings(transaction), actor.role)) return 'factor_required'
  return isLastForEmergencies(transaction, actor.id)
}
