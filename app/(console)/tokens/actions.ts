'use server'

import { refresh } from 'next/cache'
import { invalid } from '@/lib/answer'
import { asOperator } from '@/lib/auth/boundary'
import { issueTokenFormSchema, tokenIdSchema } from '@/lib/tokens/schema'
import { issueToken, replaceCode } from '@/lib/tokens/writes'

/** Issues an activation code from the form of any page; the list, wherever it is shown, is fresh afterwards. */
export async function issueTokenAction(fields: unknown) {
  return asOperator(async (actor) => {
    const input = issueTokenFormSchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    const result = await issueToken(actor, input.data)
    refresh()
    return result
  })
}

/** Gives a token a new code; the old one is dead at once. */
export async function replaceCodeAction(id: unknown) {
  return asOperator(async (actor) => {
    const input = tokenIdSchema.safeParse(id)
    if (!input.success) return invalid(input.error)
    const result = await replaceCode(actor, input.data)
    refresh()
    return result
  })
}
