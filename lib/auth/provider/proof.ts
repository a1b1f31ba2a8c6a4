import 'server-only'
import { authenticatedActor } from '@/lib/actors/actor'
import { parseRole } from '@/lib/actors/permissions.shared'
import { recordEvent } from '@/lib/audit/writes'
import { inTransaction } from '@/lib/db/transaction'

/**
 * Notes in a session that its person has proven again who they are, at the provider.
 * @returns whether it was the same person, and the session goes on
 */
export async function proveByProvider(
  sessionId: string,
  issuer: string,
  subject: string,
  ip: string,
): Promise<boolean> {
  return inTransaction(async (transaction) => {
    const identity = await transaction.identity.findUnique({
      where: { issuer_subject: { issuer, subject } },
      select: { person: { select: { id: true, name: true, role: true } } },
    })
    if (!identity) return false
    const { person } = identity
    const { count } = await transaction.session.updateMany({
      where: { id: sessionId, userId: person.id },
      data: { provenAt: new Date() },
    })
    if (count === 0) return false
    const actor = authenticatedActor({ ...person, role: parseRole(person.role), ip })
    await recordEvent(transaction, actor, 'session.proven', person.id)
    return true
  })
}
