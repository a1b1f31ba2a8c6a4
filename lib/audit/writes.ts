import 'server-only'
import type { Actor } from '../auth/actor'
import type { Transaction } from '../db/client'
import { newId } from '../ids'
import type { AuditAction, Changes } from './schema'

/**
 * Writes an audit event in the transaction of the change that it records, so that neither exists alone.
 * @param target ID of what was changed
 */
export async function recordEvent(
  transaction: Transaction,
  actor: Actor,
  action: AuditAction,
  target: string,
  changes: Changes = {},
): Promise<void> {
  await transaction.auditEvent.create({
    data: {
      id: newId('ae'),
      at: new Date(),
      actorId: actor.id,
      actorName: actor.name,
      action,
      target,
      ip: actor.ip,
      changes: JSON.stringify(changes),
    },
  })
}
