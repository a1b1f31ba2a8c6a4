import 'server-only'
import type { Actor } from '../auth/actor'
import type { Transaction } from '../db/client'
import { newId } from '../ids'

export type AuditAction =
  | 'console.set_up'
  | 'session.started'
  | 'session.ended'
  | 'session.others_ended'
  | 'person.renamed'
  | 'person.password_changed'
  | 'source.changed'
  | 'source.deleted'
  | 'token.issued'
  | 'token.code_replaced'

/** What changed, field by field: before, then after. Never a secret. */
export type Changes = Record<string, [before: string | number | null, after: string | number | null]>

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
