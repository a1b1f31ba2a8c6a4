import { titledByWave, waveOf } from '@/app/(console)/waves/[id]/wave-of'
import { CodeInSearch } from '@/components/tokens/code-in-search'
import { ListFilters } from '@/components/ui/list/list-filters'
import { ListFrame } from '@/components/ui/list/list-frame'
import { Section } from '@/components/ui/section'
import { WaveCodes } from '@/components/waves/wave/wave-codes'
import { parsePageRequest } from '@/lib/list/page.shared'
import { parseSearch } from '@/lib/list/search.shared'
import { listCodesOfWave } from '@/lib/waves/reads'
import type { PageProps } from '@/request/page-props'

export const generateMetadata = titledByWave('Codes')

/** The fifth tab of a wave: the codes that its hosts register with. */
export default async function WaveCodesPage({ params, searchParams }: PageProps<{ id: string }>) {
  const { id } = await params
  const { actor } = await waveOf(id)
  const parameters = await searchParams
  const { search } = parseSearch(parameters)
  const page = await listCodesOfWave(actor, id, search, parsePageRequest(parameters))
  return (
    <Section id="codes" title="Codes">
      <ListFilters
        label="Codes of this wave"
        placeholder="ID, name or description"
        withoutDays
        exported={{ path: '/api/export/wave-codes', with: { wave: id } }}
        total={page.total}
        unread={[]}
        nouns={['activation code', 'activation codes']}
        codeNote={<CodeInSearch />}
      />
      <ListFrame
        page={page}
        path={`/waves/${id}/codes`}
        filter={{ search }}
        pages="Pages of the codes"
        nothing={
          search
            ? 'No code matches.'
            : "This wave has no code yet. Issue one above, or choose this wave on a code's page."
        }
      >
        <WaveCodes tokens={page.entries} labelledBy="codes" />
      </ListFrame>
    </Section>
  )
}
