import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { NO_SUCH_PAGE } from '@/components/layout/error/not-found-page'
import type { Actor } from '@/lib/actors/actor'
import { getWave } from '@/lib/waves/reads'
import { type WaveSummary, waveIdSchema } from '@/lib/waves/schema.shared'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

/** The wave of an address, read once for the frame, its tab and the title. */
const findWaveOf = cache(async (id: string): Promise<WaveSummary | undefined> => {
  const { actor } = await requireSession()
  return waveIdSchema.safeParse(id).success ? getWave(actor, id) : undefined
})

/** The same with who asks, for what is nothing without it: answers with 404 where there is none. */
export async function waveOf(id: string): Promise<{ actor: Actor; wave: WaveSummary }> {
  const { actor } = await requireSession()
  const wave = await findWaveOf(id)
  if (!wave) notFound()
  return { actor, wave }
}

/** What the page of a tab of a wave is called: its name, and the tab where it is not the first. */
export function titledByWave(tab?: string) {
  return async ({ params }: Pick<PageProps<{ id: string }>, 'params'>): Promise<Metadata> => {
    const wave = await findWaveOf((await params).id)
    if (!wave) return { title: NO_SUCH_PAGE }
    return { title: tab ? `${tab} of ${wave.name}` : wave.name }
  }
}
