import { EmptyList } from '@/components/ui/list/empty-list'
import { TextLink } from '@/components/ui/text-link'
import { NewWaveLink } from './new-wave-link'

/** In place of a list of waves that is empty. */
export function NoWaves({ isNarrowed }: { isNarrowed: boolean }) {
  if (isNarrowed)
    return (
      <EmptyList title="No wave matches" text="Nothing fits these filters.">
        <TextLink href="/waves">Show all waves</TextLink>
      </EmptyList>
    )
  return (
    <EmptyList
      title="No waves yet"
      text={
        'A wave is a list of the hosts that you expect, and the codes that you give them. ' +
        'It shows who came, who is missing, and why.'
      }
    >
      <NewWaveLink />
    </EmptyList>
  )
}
