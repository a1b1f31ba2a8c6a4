import type { Actor } from '../auth/actor'

/**
 * Which access keys an actor may see, deleted ones too: an administrator all of them, others their
 * own.
 */
export function keysVisibleTo(actor: Actor): { ownerId?: string } {
  return actor.role === 'administrator' ? {} : { ownerId: actor.id }
}
