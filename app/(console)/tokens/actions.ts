'use server'

import { refresh } from 'next/cache'
import type * as z from 'zod/mini'
import { invalid } from '@/lib/answer'
import type { AuditAction } from '@/lib/audit/schema'
import type { Operator } from '@/lib/auth/actor'
import { changeTokens } from '@/lib/tokens/bulk-writes'
import {
  bulkSchema,
  type ChangeRefusal,
  changeTokenSchema,
  extendTokenSchema,
  seenBeforeDeleteSchema,
  seenReplacementSchema,
} from '@/lib/tokens/change-schema'
import {
  changeToken,
  deleteToken,
  disableToken,
  enableToken,
  extendToken,
  replaceCode,
} from '@/lib/tokens/change-writes'
import { findCodes } from '@/lib/tokens/find-reads'
import { findCodesSchema } from '@/lib/tokens/find-schema'
import { issueTokenFormSchema, tokenIdSchema } from '@/lib/tokens/schema'
import { issueToken } from '@/lib/tokens/writes'
import { asActor, asOperator } from '@/request/boundary'

/** Does something to one token with checked input; what shows the token is fresh afterwards. */
async function onToken<Schema extends z.ZodMiniType, Result extends { ok: true } | ChangeRefusal>(
  action: AuditAction,
  id: unknown,
  schema: Schema,
  fields: unknown,
  work: (actor: Operator, id: string, input: z.output<Schema>) => Promise<Result>,
) {
  return asOperator(action, async (actor) => {
    const [token, input] = [tokenIdSchema.safeParse(id), schema.safeParse(fields)]
    if (!token.success) return invalid(token.error)
    if (!input.success) return invalid(input.error)
    const result = await work(actor, token.data, input.data)
    // The page of a token that is gone would take the dialog with it, before it has said so.
    if (result.ok || result.reason !== 'unknown_token') refresh()
    return result
  })
}

/**
 * Issues an activation code from the form of any page; the list, wherever it is shown, is fresh
 * afterwards.
 */
export async function issueTokenAction(fields: unknown) {
  return asOperator('token.issued', async (actor) => {
    const input = issueTokenFormSchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    const result = await issueToken(actor, input.data)
    refresh()
    return result
  })
}

/** Gives a token a new code; the old one is dead at once. */
export async function replaceCodeAction(id: unknown, seen: unknown) {
  return onToken('token.code_replaced', id, seenReplacementSchema, seen, replaceCode)
}

/** Changes name, description and count. */
export async function changeTokenAction(id: unknown, fields: unknown) {
  return onToken('token.changed', id, changeTokenSchema, fields, changeToken)
}

/** Makes a token valid for longer. */
export async function extendTokenAction(id: unknown, fields: unknown) {
  return onToken('token.extended', id, extendTokenSchema, fields, extendToken)
}

export async function disableTokenAction(id: unknown) {
  return onToken('token.disabled', id, tokenIdSchema, id, disableToken)
}

export async function enableTokenAction(id: unknown) {
  return onToken('token.enabled', id, tokenIdSchema, id, enableToken)
}

export async function deleteTokenAction(id: unknown, seen: unknown) {
  return onToken('token.deleted', id, seenBeforeDeleteSchema, seen, deleteToken)
}

/** One step of a change of many tokens. The page refreshes when the last one is done. */
export async function bulkAction(fields: unknown) {
  return asOperator('token.changed', async (actor) => {
    const input = bulkSchema.safeParse(fields)
    return input.success
      ? changeTokens(actor, input.data.operation, input.data.target)
      : invalid(input.error)
  })
}

/**
 * Looks up strings that may be activation codes. They come in the body, and are written nowhere.
 */
export async function findCodesAction(fields: unknown) {
  return asActor(async (actor) => {
    const input = findCodesSchema.safeParse(fields)
    return input.success
      ? { ok: true as const, found: await findCodes(actor, input.data) }
      : invalid(input.error)
  })
}
