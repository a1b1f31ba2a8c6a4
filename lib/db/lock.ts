import 'server-only'
import { nameSql, provider, sql, type Transaction } from './client'

/**
 * Holds a row to the end of a transaction, so that what is read of it afterwards stays true. SQLite has one writer anyway.
 * @param column a unique one
 */
export async function lockRow(transaction: Transaction, table: string, column: string, value: string): Promise<void> {
  if (provider === 'sqlite') return
  await transaction.$queryRaw(sql`SELECT 1 FROM ${nameSql(table)} WHERE ${nameSql(column)} = ${value} FOR UPDATE`)
}
