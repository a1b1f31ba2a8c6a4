import 'server-only'
import type { Allowed } from '@/lib/actors/actor'
import { recordEvent } from '@/lib/audit/writes'
import type { Transaction } from '@/lib/db/client'
import { searchColumns } from '../list/search-columns'
import type { Columns, Plan, TokenRow } from './plans'

const ROW = {
  name: true,
  description: true,
  count: true,
  registeredCount: true,
  expiresAt: true,
  disabledAt: true,
  replacedAt: true,
  codeHash: true,
} as const

/** How often to look again when a token changes between being read and being written. */
const ATTEMPTS = 5

export type Outcome =
  | { made: true; written: Columns; formerHash: string }
  | { made: false; reason: 'unknown_token' }
  | {
      made: false
      reason: 'conflict' | 'nothing' | 'not_longer' | 'count_below_used'
      row: TokenRow
    }

/**
 * Makes a change of a token with its audit event, in a transaction. The row is written only if it
 * still is what the plan was made from; else it is read and planned anew, so that of changes at
 * once none is lost and none is half made.
 * @param id ID of the token; a deleted one is unknown
 */
export async function applyPlan(
  transaction: Transaction,
  actor: Allowed<'tokens.write'>,
  id: string,
  plan: (row: TokenRow) => Plan,
): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    const found = await transaction.accessToken.findFirst({
      where: { id, deletedAt: null },
      select: ROW,
    })
    if (!found) return { made: false, reason: 'unknown_token' }
    const { codeHash: formerHash, ...row } = found
    const planned = plan(row)
    if ('refused' in planned) return { made: false, reason: planned.refused, row }
    const { action, guard, maxRegistered, data, changes } = planned
    const texts = { id, name: row.name, description: row.description, ...data }
    const { count } = await transaction.accessToken.updateMany({
      where: {
        id,
        deletedAt: null,
        ...guard,
        ...(maxRegistered !== undefined && { registeredCount: { lte: maxRegistered } }),
      },
      data: {
        ...data,
        ...('name' in data || 'description' in data ? searchColumns(texts) : {}),
        // With another count the list must look at the uses anew.
        ...('count' in data ? { listedCount: row.registeredCount, unlisted: true } : {}),
      },
    })
    if (count === 1) {
      await recordEvent(transaction, actor, action, id, changes)
      return { made: true, written: data, formerHash }
    }
    if (attempt === ATTEMPTS) return { made: false, reason: 'conflict', row }
  }
}
