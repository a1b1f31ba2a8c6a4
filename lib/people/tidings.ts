import 'server-only'
import type { Actor } from '../actors/actor'
import type { AuditAction, Changes } from '../audit/schema.shared'
import { db, type Transaction } from '../db/client'
import { newId } from '../ids'
import type { Tiding } from './schema.shared'

/** Tidings that are shown at once; the oldest wait. */
const MOST_SHOWN = 5

/**
 * Tells a person, at their next page, what others did that concerns them, in the transaction in
 * which it is done.
 * @param by the name of who did it; empty where nobody did
 */
export async function tell(
  transaction: Transaction,
  personId: string,
  { action, by, changes = {} }: { action: AuditAction; by: string; changes?: Changes },
): Promise<void> {
  await transaction.tiding.create({
    data: {
      id: newId('ti'),
      personId,
      action,
      by,
      changes: JSON.stringify(changes),
      at: new Date(),
    },
    select: { id: true },
  })
}

/** What an actor has not been told yet, the oldest first, at most 5. */
export async function listTidings(actor: Actor): Promise<Tiding[]> {
  const rows = await db.tiding.findMany({
    where: { personId: actor.id },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: MOST_SHOWN,
    select: { id: true, action: true, by: true, changes: true, at: true },
  })
  return rows.map(({ changes, ...row }) => ({ ...row, changes: JSON.parse(changes) as Changes }))
}

/** Forgets a tiding that the actor has seen. One that is not theirs is left as it is. */
export async function dismissTiding(actor: Actor, id: string): Promise<{ ok: true }> {
  await db.tiding.deleteMany({ where: { id, personId: actor.id } })
  return { ok: true }
}
