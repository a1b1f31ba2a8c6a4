'use server'

import { bulkSchema } from '@/lib/tokens/bulk/schema.shared'
import { changeTokens } from '@/lib/tokens/bulk/writes'
import { action } from '@/request/action'

/** One step of a change of many tokens. The page refreshes when the last one is done. */
export const changeTokensAction = action(
  {
    input: bulkSchema,
    permission: 'tokens.write',
    attempt: 'token.changed',
    refreshAfter: () => false,
  },
  (actor, { operation, target }) => changeTokens(actor, operation, target),
)
