import { db, type Transaction } from './client'
import { codesOf } from './errors/outage'

/**
 * PostgreSQL chose this transaction as the one to give way: it waited in a circle, or could not be
 * told apart in time.
 */
const VICTIM_CODES = new Set(['40001', '40P01', 'P2034'])

const TRIES = 4

/**
 * Runs some work in a transaction: all of it is written, or nothing. One that was chosen to give
 * way to others is run again, so the work does nothing but read and write by what it is given.
 */
export async function inTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.$transaction(work)
    } catch (error) {
      if (tries === TRIES || !codesOf(error).some((code) => VICTIM_CODES.has(code))) throw error
    }
  }
}
