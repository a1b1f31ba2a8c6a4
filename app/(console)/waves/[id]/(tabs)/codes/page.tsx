import { waveOf } from '@/app/(console)/waves/[id]/wave-of'
import { ListFrame } from '@/components/ui/list/list-frame'
import { Section } from '@/components/ui/section'
import { WaveCodes } from '@/components/waves/wave/wave-codes'
import { parsePageRequest } from '@/lib/list/page.shared'
import { listCodesOfWave } from '@/lib/waves/reads'
import type { PageProps } from '@/request/page-props'

/** The fifth tab of a wave: the codes that its hosts register with. */
export default async function WaveCodesPage({ params, searchParams }: PageProps<{ id: string }>) {
  const { id } = await params
  const { actor } = await waveOf(id)
  const page = await listCodesOfWave(actor, id, parsePageRequest(await searchParams))
  return (
    <Section id="codes" title="Codes">
      <ListFrame
        page={page}
        path={`/waves/${id}/codes`}
        pages="Pages of the codes"
        nothing="This wave has no code yet. Issue one above, or choose this wave on a code's page."
      >
        <WaveCodes tokens={page.entries} labelledBy="codes" />
      </ListFrame>
    </Section>
  )
}
