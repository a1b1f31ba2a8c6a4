import 'server-only'
import { randomInt } from 'node:crypto'
import type { Bulk } from '../db/bulk/statements'

/**
 * Rows that a day's count of one kind is spread over: whoever counts waits only for the others in
 * the same one.
 */
const SLOTS = 16

/** Days of all zones are made of half hours, but for the few that lie a quarter off. */
const HALF_AN_HOUR_IN_MILLISECONDS = 1_800_000

/** The half hour in which something is counted: `2026-11-30T13:30`. */
function halfHourOf(at: Date): string {
  const begin = Math.floor(at.getTime() / HALF_AN_HOUR_IN_MILLISECONDS)
  return new Date(begin * HALF_AN_HOUR_IN_MILLISECONDS).toISOString().slice(0, 16)
}

/** A moment within a half hour; within a day (UTC), where it was counted by days. */
export function momentWithin(counted: string): Date {
  return new Date(counted.includes('T') ? `${counted}Z` : `${counted}T12:00Z`)
}

export type DailyCountKind = 'registration' | 'refusal'

/** A slot to count in. */
function anySlot(): number {
  return randomInt(SLOTS)
}

/** Counts registrations or refusals of a half hour, in the transaction that writes them. */
export async function countDaily(
  bulk: Bulk,
  kind: DailyCountKind,
  at: Date,
  amount = 1,
): Promise<void> {
  await bulk.write(
    `INSERT INTO "DailyTally" (day, kind, slot, count) VALUES ($1, $2, $3, $4)
     ON CONFLICT (day, kind, slot) DO UPDATE SET count = "DailyTally".count + excluded.count`,
    [halfHourOf(at), kind, anySlot(), amount],
  )
}
