import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NO_SUCH_PAGE } from '@/components/layout/error/not-found-page'
import { AutoRefresh } from '@/components/layout/live/auto-refresh'
import { Wall } from '@/components/waves/wall/wall'
import { latestChange } from '@/lib/audit/latest-change'
import { getHeadline } from '@/lib/waves/hosts/headline'
import { getWave } from '@/lib/waves/reads'
import { waveIdSchema } from '@/lib/waves/schema.shared'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'
import { requestTimeZone } from '@/request/time-zone'

async function waveOf({ params }: PageProps<{ id: string }>) {
  const { actor } = await requireSession()
  const { id } = await params
  const wave = waveIdSchema.safeParse(id).success ? await getWave(actor, id) : undefined
  return { actor, wave }
}

export async function generateMetadata(props: PageProps<{ id: string }>): Promise<Metadata> {
  return { title: (await waveOf(props)).wave?.name ?? NO_SUCH_PAGE }
}

/** A wave for the wall: figures that are read across a room, and nothing else. */
export default async function WallPage(props: PageProps<{ id: string }>) {
  const { actor, wave } = await waveOf(props)
  if (!wave) notFound()
  const seen = await latestChange()
  const { zone } = await requestTimeZone()
  const headline = await getHeadline(actor, wave)
  return (
    <>
      <AutoRefresh seen={seen} />
      <Wall wave={wave} headline={headline} now={new Date()} zone={zone} />
    </>
  )
}
