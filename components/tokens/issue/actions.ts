'use server'

import { replaceCodeSchema } from '@/lib/tokens/edit/schema.shared'
import { replaceCode } from '@/lib/tokens/edit/writes'
import { issueToken } from '@/lib/tokens/issue/writes'
import { issueTokenFormSchema } from '@/lib/tokens/schema.shared'
import { action } from '@/request/action'

/** Issues an activation code from the form; the list, wherever it is shown, is fresh afterwards. */
export const issueTokenAction = action(
  { input: issueTokenFormSchema, permission: 'tokens.write', attempt: 'token.issued' },
  issueToken,
)

/** Gives a token a new code; the old one stops working at once. */
export const replaceCodeAction = action(
  {
    input: replaceCodeSchema,
    permission: 'tokens.write',
    attempt: 'token.code_replaced',
    // The page of a deleted token would take the dialog with it, before it has said so.
    refreshAfter: ({ reason }) => reason !== 'unknown_token',
  },
  (actor, { id, seen }) => replaceCode(actor, id, seen),
)
