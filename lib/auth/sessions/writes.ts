import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { recordEvent } from '@/lib/audit/writes'
import { inTransaction } from '@/lib/db/transaction'

/**
 * Ends one of the actor's own sessions; one that is not theirs, or ended already, is left as it is.
 */
export async function endSession(actor: Actor, sessionId: string): Promise<{ ok: true }> {
  await inTransaction(async (transaction) => {
    const { count } = await transaction.session.deleteMany({
      where: { id: sessionId, userId: actor.id },
    })
    if (count > 0) await recordEvent(transaction, actor, 'session.ended', sessionId)
  })
  return { ok: true }
}

/** Ends all of the actor's sessions but the one that asks. */
export async function endOtherSessions(
  actor: Actor,
  sessionId: string,
): Promise<{ ok: true; ended: number }> {
  return inTransaction(async (transaction) => {
    const { count } = await transaction.session.deleteMany({
      where: { userId: actor.id, id: { not: sessionId } },
    })
    if (count > 0)
      await recordEvent(transaction, actor, 'session.others_ended', actor.id, {
        sessions: [count, 0],
      })
    return { ok: true, ended: count }
  })
}
