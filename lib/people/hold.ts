import 'server-only'
import { sql, type Transaction } from '../db/client'

/**
 * Holds a person until the transaction ends: what is read of them from now on stays so. Comes
 * before whatever else is held.
 */
export async function holdPerson(transaction: Transaction, id: string): Promise<void> {
  await transaction.$executeRaw(sql`UPDATE "Person" SET "updatedAt" = "updatedAt" WHERE id = ${id}`)
}
