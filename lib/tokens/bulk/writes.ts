import 'server-only'
import type { Allowed } from '@/lib/actors/actor'
import { inTransaction } from '@/lib/db/transaction'
import { formatCursor, parseCursor } from '@/lib/list/page.shared'
import { applyPlan, type Outcome } from '../edit/apply-plan'
import {
  type Plan,
  planDelete,
  planDisable,
  planEnable,
  planExtend,
  type TokenRow,
} from '../edit/plans'
import { bucketOf, bucketsOf } from '../list/buckets.shared'
import { parseTokenListQuery } from '../list/query.shared'
import { listMatchingIds } from '../list/reads'
import {
  BULK_STEP,
  type BulkFailure,
  type BulkOperation,
  type BulkStep,
  type BulkTarget,
} from './schema.shared'

function planOf(operation: BulkOperation, now: Date): (row: TokenRow) => Plan {
  if (operation.kind === 'extend') return (row) => planExtend(row, operation.timeToLiveInDays, now)
  const plan = { disable: planDisable, enable: planEnable, delete: planDelete }[operation.kind]
  return (row) => plan(row, now)
}

function failureOf(id: string, outcome: Outcome): BulkFailure[] {
  if (outcome.made) return []
  if (outcome.reason === 'unknown_token') return [{ id, name: null, reason: 'unknown_token' }]
  return outcome.reason === 'not_longer'
    ? [{ id, name: outcome.row.name, reason: 'not_longer' }]
    : []
}

/**
 * One step of a change of many tokens: at most 50 of them, each with its own audit event, all in
 * one transaction. "All that a list shows" is taken in the order of creation from a key on, so that
 * what changes on the way neither hides tokens nor brings new ones in; the step tells where the
 * next one goes on.
 */
export async function changeTokens(
  actor: Allowed<'tokens.write'>,
  operation: BulkOperation,
  target: BulkTarget,
): Promise<BulkStep> {
  const { ids, after, buckets } =
    'ids' in target ? ({ ids: target.ids } as StepTokens) : await idsOfList(actor, target)
  const now = new Date()
  const wanted = planOf(operation, now)
  // What left the list since it was read is not what the actor chose.
  const plan = (row: TokenRow): Plan =>
    buckets && !buckets.includes(bucketOf(row, now)) ? { refused: 'conflict' } : wanted(row)
  const outcomes = await inTransaction(async (transaction) => {
    const made: [id: string, Outcome][] = []
    // In one order everywhere: two of these at once wait for each other, and never in a circle.
    for (const id of ids.toSorted()) made.push([id, await applyPlan(transaction, actor, id, plan)])
    return made
  })
  const failures = outcomes.flatMap(([id, outcome]) => failureOf(id, outcome))
  const changed = outcomes.filter(([, outcome]) => outcome.made).length
  return { ok: true, changed, unchanged: ids.length - changed - failures.length, failures, after }
}

type StepTokens = { ids: string[]; after?: string; buckets?: number[] }

async function idsOfList(
  actor: Allowed<'tokens.write'>,
  { list, after }: Extract<BulkTarget, { list: object }>,
): Promise<StepTokens> {
  const from = parseCursor(after) ?? { value: String(Date.now()), id: 'at-' }
  const filter = parseTokenListQuery(list)
  const found = await listMatchingIds(actor, filter, from, BULK_STEP)
  return {
    ids: found.ids,
    buckets: bucketsOf(filter),
    after: found.next && formatCursor(found.next),
  }
}
