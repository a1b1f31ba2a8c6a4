import * as z from 'zod/mini'
import { parseTokenListQuery, tokenListParameters } from '../list/query.shared'
import { extendSchema, tokenIdSchema } from '../schema.shared'

/** What is done to many tokens, one after the other. */
const bulkOperationSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.enum(['disable', 'enable', 'delete']) }),
    z.extend(extendSchema, { kind: z.literal('extend') }),
  ],
  'Choose what to do.',
)

/** Tokens taken in one step of a bulk change. */
export const BULK_STEP = 50

function isExact(list: Record<string, string>): boolean {
  const understood = tokenListParameters(parseTokenListQuery(list))
  return Object.entries(list).every(([name, value]) => understood.get(name) === value)
}

/** Which tokens: some by their IDs, or all that a list shows, from a key on. */
const bulkTargetSchema = z.union(
  [
    z.object({ ids: z.array(tokenIdSchema).check(z.minLength(1), z.maxLength(BULK_STEP)) }),
    // What a URL says wrongly counts as not said; here that would widen what is changed.
    z.object({
      list: z
        .record(z.string(), z.string())
        .check(z.refine(isExact, 'Reload the page and try again.')),
      after: z.string().check(z.maxLength(200)),
    }),
  ],
  'Choose the codes first.',
)

export const bulkSchema = z.object(
  { operation: bulkOperationSchema, target: bulkTargetSchema },
  'Choose what to do.',
)

/** A token of a bulk change that was not changed, and why. */
export type BulkFailure = {
  id: string
  name: string | null
  reason: 'unknown_token' | 'not_longer'
}

/**
 * What became of one step. `unchanged` were already as wanted. `after` is where the next step goes
 * on, if there is one.
 */
export type BulkStep = {
  ok: true
  changed: number
  unchanged: number
  failures: BulkFailure[]
  after?: string
}

export type BulkOperation = z.output<typeof bulkOperationSchema>
export type BulkTarget = z.output<typeof bulkTargetSchema>
export type BulkInput = z.input<typeof bulkSchema>
