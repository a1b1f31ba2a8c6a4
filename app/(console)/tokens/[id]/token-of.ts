import { notFound } from 'next/navigation'
import { cache } from 'react'
import { titledBy } from '@/components/layout/titled-by'
import type { Actor } from '@/lib/actors/actor'
import { getToken } from '@/lib/tokens/reads'
import { type TokenSummary, tokenIdSchema } from '@/lib/tokens/schema.shared'
import { requireSession } from '@/request/session'

/** The token of an address, read once for the frame, its tab and the title. */
const findTokenOf = cache(async (id: string): Promise<TokenSummary | undefined> => {
  const { actor } = await requireSession()
  return tokenIdSchema.safeParse(id).success ? getToken(actor, id) : undefined
})

/** The same with who asks, for what is nothing without it: answers with 404 where there is none. */
export async function tokenOf(id: string): Promise<{ actor: Actor; token: TokenSummary }> {
  const { actor } = await requireSession()
  const token = await findTokenOf(id)
  if (!token) notFound()
  return { actor, token }
}

/** The title of a page of a token. */
export const titledByToken = titledBy(async (id) => {
  const token = await findTokenOf(id)
  return token && (token.name ?? token.id)
})
