import { notFound } from 'next/navigation'
import { cache } from 'react'
import { titledBy } from '@/components/layout/titled-by'
import type { Actor } from '@/lib/actors/actor'
import { getWave } from '@/lib/waves/reads'
import { type WaveSummary, waveIdSchema } from '@/lib/waves/schema.shared'
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

/** The title of a page of a wave. */
export const titledByWave = titledBy(async (id) => (await findWaveOf(id))?.name)
