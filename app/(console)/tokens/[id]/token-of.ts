import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { NO_SUCH_PAGE } from '@/components/layout/error/not-found-page'
import type { Actor } from '@/lib/actors/actor'
import { getToken } from '@/lib/tokens/reads'
import { type TokenSummary, tokenIdSchema } from '@/lib/tokens/schema.shared'
import type { PageProps } from '@/request/page-props'
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

/**
 * What the page of a tab of a token is called: its name, and the tab where it is not the first. A
 * frame around tabs has no title: below it the name of the product would be missing.
 */
export function titledByToken(tab?: string) {
  return async ({ params }: Pick<PageProps<{ id: string }>, 'params'>): Promise<Metadata> => {
    const token = await findTokenOf((await params).id)
    if (!token) return { title: NO_SUCH_PAGE }
    const name = token.name ?? token.id
    return { title: tab ? `${tab} of ${name}` : name }
  }
}
