import 'server-only'
import { sql, type Transaction } from '../db/client'
import { readSettings } from '../settings/reads'
import type { LastOne } from './schema.shared'

/** Administrators who have a password and a second factor: who come in while passwords are off. */
export const FOR_EMERGENCIES = {
  role: 'administrator',
  deactivatedAt: null,
  invitedAt: null,
  credentials: { some: { providerId: 'credential', password: { not: null } } },
  OR: [{ authenticator: { isNot: null } }, { passkeys: { some: {} } }],
}

/**
 * Holds whoever else would take an administrator away until this transaction ends, so that two who
 * do it at once don't leave the console without one.
 */
export async function holdAdministrators(transaction: Transaction): Promise<void> {
  // The row that there is once the console is set up; writing locks it on either database.
  await transaction.$executeRaw(sql`UPDATE "Installation" SET "setUpAt" = "setUpAt"`)
}

/** Whether somebody else than a person is an administrator who may sign in. */
async function hasOtherAdministrator(transaction: Transaction, personId: string): Promise<boolean> {
  const other = await transaction.person.findFirst({
    where: {
      id: { not: personId },
      role: 'administrator',
      deactivatedAt: null,
      invitedAt: null,
    },
    select: { id: true },
  })
  return other !== null
}

/**
 * Whether somebody else than a person could sign in with a password and an authenticator or
 * passkey, as an administrator: who is left for emergencies while passwords are off.
 */
async function hasOtherForEmergencies(
  transaction: Transaction,
  personId: string,
): Promise<boolean> {
  const other = await transaction.person.findFirst({
    where: { id: { not: personId }, ...FOR_EMERGENCIES },
    select: { id: true },
  })
  return other !== null
}

/**
 * What would be lost if a person were no administrator who may sign in any more; held until the
 * transaction ends.
 * @returns `last_administrator` where nobody else is one; `last_for_emergencies` where passwords
 *   are off, and nobody else could come in without the provider
 */
export async function lastOneOf(
  transaction: Transaction,
  personId: string,
): Promise<LastOne | undefined> {
  await holdAdministrators(transaction)
  const isOne = { id: personId, role: 'administrator', deactivatedAt: null, invitedAt: null }
  if (!(await transaction.person.findFirst({ where: isOne, select: { id: true } })))
    return undefined
  if (!(await hasOtherAdministrator(transaction, personId))) return 'last_administrator'
  return isLastForEmergencies(transaction, personId)
}

/**
 * Whether passwords are off, and a person is the only one who could come in without the provider;
 * held until the transaction ends.
 */
export async function isLastForEmergencies(
  transaction: Transaction,
  personId: string,
): Promise<'last_for_emergencies' | undefined> {
  if ((await readSettings(transaction)).passwordSignIn === 'on') return undefined
  await holdAdministrators(transaction)
  const isOne = await transaction.person.findFirst({
    where: { id: personId, ...FOR_EMERGENCIES },
    select: { id: true },
  })
  if (!isOne || (await hasOtherForEmergencies(transaction, personId))) return undefined
  return 'last_for_emergencies'
}
