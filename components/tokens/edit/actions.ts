'use server'

import {
  deleteTokenSchema,
  editTokenSchema,
  extendTokenSchema,
  oneTokenSchema,
  takeBackExtensionSchema,
} from '@/lib/tokens/edit/schema.shared'
import {
  deleteToken,
  disableToken,
  editToken,
  enableToken,
  extendToken,
  takeBackExtension,
} from '@/lib/tokens/edit/writes'
import { action } from '@/request/action'

const TOKENS_WRITE = {
  permission: 'tokens.write',
  // The page of a deleted token would take the dialog with it, before it has said so.
  refreshAfter: ({ reason }: { reason?: string }) => reason !== 'unknown_token',
} as const

/** Edits name, description and count. */
export const editTokenAction = action(
  { ...TOKENS_WRITE, input: editTokenSchema, attempt: 'token.changed' },
  (actor, { id, ...input }) => editToken(actor, id, input),
)

/** Makes a token valid for longer. */
export const extendTokenAction = action(
  { ...TOKENS_WRITE, input: extendTokenSchema, attempt: 'token.extended' },
  (actor, { id, ...input }) => extendToken(actor, id, input),
)

/** Takes an extension back. */
export const takeBackExtensionAction = action(
  {
    ...TOKENS_WRITE,
    input: takeBackExtensionSchema,
    attempt: 'token.extension_taken_back',
  },
  (actor, { id, ...input }) => takeBackExtension(actor, id, input),
)

export const disableTokenAction = action(
  { ...TOKENS_WRITE, input: oneTokenSchema, attempt: 'token.disabled' },
  (actor, { id }) => disableToken(actor, id),
)

export const enableTokenAction = action(
  { ...TOKENS_WRITE, input: oneTokenSchema, attempt: 'token.enabled' },
  (actor, { id }) => enableToken(actor, id),
)

export const deleteTokenAction = action(
  { ...TOKENS_WRITE, input: deleteTokenSchema, attempt: 'token.deleted' },
  (actor, { id, seen }) => deleteToken(actor, id, seen),
)
