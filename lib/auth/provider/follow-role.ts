import 'server-only'
import { authenticatedActor } from '@/lib/actors/actor'
import type { Role } from '@/lib/actors/permissions.shared'
import type { Changes } from '@/lib/audit/schema.shared'
import { recordEvent } from '@/lib/audit/writes'
import type { Transaction } from '@/lib/db/client'
import { log } from '@/lib/log'
import { lastOneOf } from '@/lib/people/administrators'
import { holdPerson } from '@/lib/people/hold'
import { tell } from '@/lib/people/tidings'

/** Whose doing a role is that follows from claims. */
const BY = 'single sign-on'

/** Gives somebody the role that the provider says, unless nobody would manage people then. */
export async function followRole(
  transaction: Transaction,
  id: string,
  role: Role | undefined,
  ip: string,
): Promise<void> {
  await holdPerson(transaction, id)
  const person = await transaction.person.findUniqueOrThrow({
    where: { id },
    select: { role: true },
  })
  if (!role || person.role === role) return
  if (role !== 'administrator' && (await lastOneOf(transaction, id))) {
    log.warn({ person: id, role }, 'the last administrator stays one, whatever the provider says')
    return
  }
  await transaction.person.update({
    where: { id },
    data: { role, updatedAt: new Date() },
    select: { id: true },
  })
  const changes: Changes = { role: [person.role, role] }
  const provider = authenticatedActor({ id: '', name: BY, role: 'administrator', ip })
  await recordEvent(transaction, provider, 'person.role_changed', id, changes)
  await tell(transaction, id, { action: 'person.role_changed', by: BY, changes })
}
