import 'server-only'
import type { Actor } from '../actors/actor'
import { anyIdSchema } from '../ids.shared'
import { tokenIdsNamed } from '../tokens/list/named'
import { formerlyNamed } from './former-names'

/** Codes whose events are looked for at once. */
const MOST = 50

/**
 * A filter by target whose text is no ID stands for the codes that have it in their name, or had it
 * before they were renamed or deleted; for at most 50 of them.
 */
export async function withTargets<F extends { target?: string }>(
  actor: Actor,
  filter: F,
): Promise<F & { targets?: string[] }> {
  const { target } = filter
  if (!target || anyIdSchema.safeParse(target).success) return filter
  const [now, before] = await Promise.all([tokenIdsNamed(actor, target), formerlyNamed(target)])
  return { ...filter, targets: [...new Set([...now, ...before])].slice(0, MOST) }
}
