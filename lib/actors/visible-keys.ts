import { type Actor, isAllowed } from './actor'

/**
 * Which access keys an actor may see, deleted ones too: who manages keys all of them, others their
 * own.
 */
export function keysVisibleTo(actor: Actor): { ownerId?: string } {
  return isAllowed(actor, 'access_keys.manage') ? {} : { ownerId: actor.id }
}
