'use server'

import { findCodes } from '@/lib/leaked/reads'
import { findCodesSchema } from '@/lib/leaked/schema.shared'
import { action } from '@/request/action'

/**
 * Looks up strings that may be activation codes. They come in the body, and are written nowhere.
 */
export const findCodesAction = action(
  { input: findCodesSchema, refreshAfter: () => false },
  async (actor, input) => ({ ok: true as const, found: await findCodes(actor, input) }),
)
