import 'server-only'
import type { Transaction } from '@/lib/db/client'

/**
 * Holds a wave to the end of a transaction, so that what its codes take from it can't change at the
 * same moment. @returns `false` where there is none
 */
export async function holdWave(transaction: Transaction, id: string): Promise<boolean> {
  const { count } = await transaction.wave.updateMany({
    where: { id },
    data: { expectedCount: { increment: 0 } },
  })
  return count > 0
}
