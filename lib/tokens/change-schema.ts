import * as z from 'zod/mini'
import type { LastChange } from '../audit/schema'
import { parseTokenListQuery, tokenListParameters } from './list-query'
import { extendSchema, type TokenSummary, tokenFieldsSchema, tokenIdSchema } from './schema'

const moment = z.date('Reload the page and try again.')

/**
 * What a person changes of a token, and what they saw there when they began: so that nobody undoes
 * what another did meanwhile.
 */
export const changeTokenSchema = z.extend(tokenFieldsSchema, {
  seen: z.object(
    { name: z.nullable(z.string()), description: z.nullable(z.string()), count: z.int() },
    'Reload the page and try again.',
  ),
})

/** The same for a longer validity. */
export const extendTokenSchema = z.extend(extendSchema, {
  seen: z.object({ expiresAt: moment }, 'Reload the page and try again.'),
})

/** What a person saw of a token who deletes it. */
export const seenBeforeDeleteSchema = z.object(
  { count: z.int(), expiresAt: moment, replacedAt: z.nullable(moment), disabled: z.boolean() },
  'Reload the page and try again.',
)

/** When the code was last replaced, as the person saw it who replaces it now. */
export const seenReplacementSchema = z.nullable(moment)

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

export type ChangeTokenInput = z.output<typeof changeTokenSchema>
export type ChangeTokenFields = z.input<typeof changeTokenSchema>
export type ExtendTokenInput = z.output<typeof extendTokenSchema>
export type ExtendTokenFields = z.input<typeof extendTokenSchema>
export type BulkOperation = z.output<typeof bulkOperationSchema>
export type BulkTarget = z.output<typeof bulkTargetSchema>
export type BulkInput = z.input<typeof bulkSchema>

/**
 * Why a change of a token was not made. `changed_meanwhile` tells what it is now. `last` tells who
 * changed or deleted it.
 */
export type ChangeRefusal =
  | { ok: false; reason: 'unknown_token'; last?: LastChange }
  | { ok: false; reason: 'changed_meanwhile'; token: TokenSummary; last?: LastChange }
  | { ok: false; reason: 'count_below_used'; registeredCount: number }
  | { ok: false; reason: 'not_longer'; expiresAt: Date }

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
