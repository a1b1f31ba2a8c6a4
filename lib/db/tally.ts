import 'server-only'
import { randomInt } from 'node:crypto'
import type { Transaction } from './client'

/** Rows that a day's count of one kind is spread over: whoever counts waits only for the others in the same one. */
const SLOTS = 16

export type TallyKind = 'registration' | 'refusal'

/** The day of a moment, in UTC, as tallies name it: `2026-11-30`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** A slot to count in. */
function anySlot(): number {
  return randomInt(SLOTS)
}

/** Counts one registration or refusal of a day, in the transaction that writes it. */
export async function tally(transaction: Transaction, kind: TallyKind, at: Date): Promise<void> {
  const key = { day: dayOf(at), kind, slot: anySlot() }
  await transaction.dailyTally.upsert({
    where: { day_kind_slot: key },
    create: { ...key, count: 1 },
    update: { count: { increment: 1 } },
    select: { day: true },
  })
}
