import 'server-only'
import { authenticatedActor } from '@/lib/actors/actor'
import type { FieldErrors } from '@/lib/answer.shared'
import { recordEvent } from '@/lib/audit/writes'
import { db } from '@/lib/db/client'
import { isUniqueViolation } from '@/lib/db/errors/violation'
import { inTransaction } from '@/lib/db/transaction'
import { newId } from '@/lib/ids'
import { searchColumnsOf } from '@/lib/people/columns'
import { nameKeyOf } from '@/lib/people/name-key'
import { auth } from '../library/library'
import { isWeakPassword, WEAK_PASSWORD } from '../passwords/weak-secret'
import { writePassword } from '../passwords/write-password'
import type { AdministratorInput } from '../schema.shared'

/** Whether the first administrator was made; from then on the set-up is closed. */
export async function isSetUp(): Promise<boolean> {
  return (await db.installation.count()) > 0
}

/**
 * The one row of `Installation`: writing it twice fails, so of several set-ups at once one wins.
 */
const INSTALLATION = 'console'

/**
 * Makes the first administrator and closes the set-up for good, in one transaction.
 * @param ip address that asks, or `environment` where the environment names the administrator
 * @returns `invalid` for a password that is easy to guess
 */
export async function createFirstAdministrator(
  input: AdministratorInput,
  ip: string,
): Promise<
  | { ok: true }
  | { ok: false; reason: 'set_up_already' }
  | { ok: false; reason: 'invalid'; fieldErrors: FieldErrors }
> {
  if (await isWeakPassword(input.password, input))
    return { ok: false, reason: 'invalid', fieldErrors: { password: WEAK_PASSWORD } }
  const id = newId('p')
  const now = new Date()
  const password = await (await auth().$context).password.hash(input.password)
  const actor = authenticatedActor({ id, name: input.name, role: 'administrator', ip })
  try {
    await inTransaction(async (transaction) => {
      await transaction.installation.create({ data: { id: INSTALLATION, setUpAt: now } })
      await transaction.person.create({
        data: {
          id,
          name: input.name,
          nameKey: nameKeyOf(input.name),
          email: input.email,
          role: actor.role,
          ...searchColumnsOf(input.name, input.email),
          createdAt: now,
          updatedAt: now,
        },
      })
      await writePassword(transaction, id, password, now)
      await recordEvent(transaction, actor, 'console.set_up', id, {
        email: [null, input.email],
        role: [null, actor.role],
      })
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { ok: false, reason: 'set_up_already' }
    throw error
  }
  return { ok: true }
}
