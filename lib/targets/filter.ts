import 'server-only'
import type { Actor } from '../actors/actor'
import { anyIdSchema } from '../ids.shared'
import { tokenIdsNamed } from '../tokens/list/named'

/** A filter by target whose text is no ID stands for the codes that have it in their name. */
export async function withTargets<F extends { target?: string }>(
  actor: Actor,
  filter: F,
): Promise<F & { targets?: string[] }> {
  const { target } = filter
  if (!target || anyIdSchema.safeParse(target).success) return filter
  return { ...filter, targets: await tokenIdsNamed(actor, target) }
}
