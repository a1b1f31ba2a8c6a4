import 'server-only'
import { db } from '@/lib/db/client'

/**
 * Notes in a session that its person has proven again who they are, at the provider.
 * @returns whether it was the same person
 */
export async function proveByProvider(
  sessionId: string,
  issuer: string,
  subject: string,
): Promise<boolean> {
  const identity = await db.identity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { personId: true },
  })
  if (!identity) return false
  const { count } = await db.session.updateMany({
    where: { id: sessionId, userId: identity.personId },
    data: { provenAt: new Date() },
  })
  return count === 1
}
