import * as z from 'zod/mini'
import type { LastChange } from '@/lib/audit/schema.shared'
import { extendSchema, type TokenSummary, tokenFieldsSchema, tokenIdSchema } from '../schema.shared'

const STALE = 'Reload the page and try again.'
const moment = z.date(STALE)

/** One token, by its ID. */
export const oneTokenSchema = z.object({ id: tokenIdSchema }, STALE)

/**
 * What a person edits of a token, and what they saw there when they began: so that nobody undoes
 * what another did meanwhile.
 */
export const editTokenSchema = z.extend(tokenFieldsSchema, {
  id: tokenIdSchema,
  seen: z.object(
    { name: z.nullable(z.string()), description: z.nullable(z.string()), count: z.int() },
    STALE,
  ),
})

/** The same for a longer validity. */
export const extendTokenSchema = z.extend(extendSchema, {
  id: tokenIdSchema,
  seen: z.object({ expiresAt: moment }, STALE),
})

/** Which extension is taken back: what the expiry was before it, and what it is since. */
export const takeBackExtensionSchema = z.object(
  { id: tokenIdSchema, before: moment, seen: moment },
  STALE,
)

/** Which token is deleted, and what the person saw of it. */
export const deleteTokenSchema = z.object(
  {
    id: tokenIdSchema,
    seen: z.object(
      { count: z.int(), expiresAt: moment, replacedAt: z.nullable(moment), disabled: z.boolean() },
      STALE,
    ),
  },
  STALE,
)

/** Whose code is replaced, and when it last was, as the person saw it. */
export const replaceCodeSchema = z.object({ id: tokenIdSchema, seen: z.nullable(moment) }, STALE)

export type EditTokenInput = Omit<z.output<typeof editTokenSchema>, 'id'>
export type ExtendTokenInput = Omit<z.output<typeof extendTokenSchema>, 'id'>

/**
 * Why a change of a token was not made. `changed_meanwhile` tells what it is now. `last` tells who
 * changed or deleted it.
 */
export type EditError =
  | { ok: false; reason: 'unknown_token'; last?: LastChange }
  | { ok: false; reason: 'changed_meanwhile'; token: TokenSummary; last?: LastChange }
  | { ok: false; reason: 'count_below_used'; registeredCount: number }
  | { ok: false; reason: 'not_longer'; expiresAt: Date }
