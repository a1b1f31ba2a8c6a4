import 'server-only'
import type { Actor } from '../actors/actor'
import { recordEvent } from '../audit/writes'
import { isUniqueViolation } from '../db/errors/violation'
import { inTransaction } from '../db/transaction'
import { countAttempt, type Throttled } from '../throttle/attempts'
import { searchColumnsOf } from './columns'
import { nameKeyOf } from './name-key'

export type RenameResult = { ok: true } | { ok: false; reason: 'name_taken' } | Throttled

/**
 * Renames the actor. No two people have names that are read alike.
 * @returns `name_taken` for the name of another one; `throttled` after 10 in a row
 */
export async function renameSelf(actor: Actor, name: string): Promise<RenameResult> {
  const attempt = await countAttempt('rename', { account: actor.id })
  if (!attempt.ok) return attempt
  const nameKey = nameKeyOf(name)
  try {
    return await inTransaction(async (transaction) => {
      const others = { id: { not: actor.id }, OR: [{ nameKey }, { name }] }
      if (await transaction.person.findFirst({ where: others, select: { id: true } }))
        return { ok: false, reason: 'name_taken' }
      const { email } = await transaction.person.findUniqueOrThrow({
        where: { id: actor.id },
        select: { email: true },
      })
      await transaction.person.update({
        where: { id: actor.id },
        data: { name, nameKey, updatedAt: new Date(), ...searchColumnsOf(name, email) },
        select: { id: true },
      })
      await recordEvent(transaction, actor, 'person.renamed', actor.id, {
        name: [actor.name, name],
      })
      return { ok: true }
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: false, reason: 'name_taken' }
    throw error
  }
}
