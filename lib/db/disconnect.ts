import 'server-only'
import { closeBulk } from './bulk/bulk'
import { db } from './client'

/**
 * Gives all connections back. On SQLite its journal goes into the file, which is then whole by
 * itself.
 */
export async function disconnect(): Promise<void> {
  await Promise.all([db.$disconnect(), closeBulk()])
}
