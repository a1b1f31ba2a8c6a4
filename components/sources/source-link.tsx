import { Clamped } from '../ui/clamped'
import { TextLink } from '../ui/text-link'

type SourceLinkProps = { sourceId: string; sourceName: string; sourceDeleted: boolean }

/** A source server by its name; it leads to its page as long as it has one. */
export function SourceLink({ sourceId, sourceName, sourceDeleted }: SourceLinkProps) {
  if (sourceDeleted) return <Clamped text={`${sourceName} (deleted)`} />
  return (
    <TextLink href={`/sources/${sourceId}`}>
      <Clamped text={sourceName} />
    </TextLink>
  )
}
