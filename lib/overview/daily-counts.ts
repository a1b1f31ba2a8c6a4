import 'server-only'
import { randomInt } from 'node:crypto'
import type { Bulk } from '../db/bulk/statements'
import { dayOf } from '../time.shared'

/**
 * Rows that a day's count of one kind is spread over: whoever counts waits only for the others in
 * the same one.
 */
const SLOTS = 16

export type DailyCountKind = 'registration' | 'refusal'

/** A slot to count in. */
function anySlot(): number {
  return randomInt(SLOTS)
}

/** Counts registrations or refusals of a day, in the transaction that writes them. */
export async function countDaily(
  bulk: Bulk,
  kind: DailyCountKind,
  at: Date,
  amount = 1,
): Promise<void> {
  await bulk.write(
    `INSERT INTO "DailyTally" (day, kind, slot, count) VALUES ($1, $2, $3, $4)
     ON CONFLICT (day, kind, slot) DO UPDATE SET count = "DailyTally".count + excluded.count`,
    [dayOf(at), kind, anySlot(), amount],
  )
}
