import 'server-only'
import type { Actor } from '../actors/actor'
import type { AuditAction, Changes } from '../audit/schema.shared'
import { db, type Transaction } from '../db/client'
import { newId } from '../ids'
import { networksOf } from '../throttle/networks'
import type { Tiding } from './schema.shared'

/** Tidings that are shown at once; the oldest wait. */
const MOST_SHOWN = 5

/** Of these some may be for another place. */
const MOST_READ = 50

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

/**
 * What an actor has not been told yet, the oldest first, at most 5. News of a sign-in is not for
 * whoever is where it came from.
 */
export async function listTidings(actor: Actor): Promise<Tiding[]> {
  const rows = await db.tiding.findMany({
    where: { personId: actor.id },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: MOST_READ,
    select: { id: true, action: true, by: true, changes: true, at: true },
  })
  return rows
    .map(({ changes, ...row }) => ({ ...row, changes: JSON.parse(changes) as Changes }))
    .filter((tiding) => !isOfOwnPlace(tiding, actor))
    .slice(0, MOST_SHOWN)
}

function isOfOwnPlace({ action, changes }: Tiding, { ip }: Actor): boolean {
  const from = String(changes.ip?.[1] ?? '')
  return action === 'session.started' && networksOf(from)[0] === networksOf(ip)[0]
}

/** Forgets a tiding that the actor was shown. One that is not for them is left as it is. */
export async function dismissTiding(actor: Actor, id: string): Promise<{ ok: true }> {
  const shown = await listTidings(actor)
  if (shown.some((tiding) => tiding.id === id))
    await db.tiding.deleteMany({ where: { id, personId: actor.id } })
  return { ok: true }
}
