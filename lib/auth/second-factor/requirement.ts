import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import type { Role } from '@/lib/actors/permissions.shared'
import { db, type Transaction } from '@/lib/db/client'
import { readSettings } from '@/lib/settings/reads'
import type { Settings } from '@/lib/settings/schema.shared'

/** Whether somebody of a role needs a second factor. */
export function isRequired({ secondFactor }: Settings, role: Role): boolean {
  return (
    secondFactor === 'everybody' || (secondFactor === 'administrators' && role === 'administrator')
  )
}

/** Which second factors somebody has. */
export type Factors = { authenticator: boolean; passkeys: number }

/** Reads which second factors somebody has. */
export async function readFactors(
  personId: string,
  source: Transaction | typeof db = db,
): Promise<Factors> {
  const [authenticators, passkeys] = [
    await source.authenticator.count({ where: { personId } }),
    await source.passkey.count({ where: { personId } }),
  ]
  return { authenticator: authenticators > 0, passkeys }
}

/** Whether somebody has any second factor. */
export const hasFactor = ({ authenticator, passkeys }: Factors): boolean =>
  authenticator || passkeys > 0

/** Whether somebody who signs in without a second factor must set one up before anything else. */
export async function mustEnrolAt(transaction: Transaction, actor: Actor): Promise<boolean> {
  if (!isRequired(await readSettings(transaction), actor.role)) return false
  return !hasFactor(await readFactors(actor.id, transaction))
}
