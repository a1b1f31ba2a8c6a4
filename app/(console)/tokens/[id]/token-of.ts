import { notFound } from 'next/navigation'
import { cache } from 'react'
import { NO_SUCH_PAGE } from '@/components/layout/not-found-page'
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

/** What the page of a tab of a token is called: its name, and the tab where it is not the first. */
export async function titleOf(id: string, tab?: string): Promise<string> {
  const token = await findTokenOf(id)
  if (!token) return NO_SUCH_PAGE
  const name = token.name ?? token.id
  return tab ? `${tab} of ${name}` : name
}
