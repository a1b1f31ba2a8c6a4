import 'server-only'
import type { Transaction } from '@/lib/db/client'
import { newId } from '@/lib/ids'

/**
 * Gives somebody a password, in place of the one that they had.
 * @param password its hash
 */
export async function writePassword(
  transaction: Transaction,
  userId: string,
  password: string,
  now: Date,
): Promise<void> {
  const providerId = 'credential'
  await transaction.credential.deleteMany({ where: { userId, providerId } })
  await transaction.credential.create({
    data: {
      id: newId('p'),
      accountId: userId,
      providerId,
      userId,
      password,
      createdAt: now,
      updatedAt: now,
    },
  })
}
