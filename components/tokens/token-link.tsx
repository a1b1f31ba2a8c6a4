import { Clamped } from '../ui/clamped'
import { TextLink } from '../ui/text-link'

type TokenLinkProps = {
  tokenId: string
  tokenName: string | null
  tokenDeleted: boolean
  inherit?: boolean
}

/** A code by its name or ID; it leads to its page as long as it has one. */
export function TokenLink({ tokenId, tokenName, tokenDeleted, inherit }: TokenLinkProps) {
  const name = tokenName ?? tokenId
  if (tokenDeleted) return <Clamped text={`${name} (deleted)`} />
  return (
    <TextLink href={`/tokens/${tokenId}`} inherit={inherit}>
      <Clamped text={name} />
    </TextLink>
  )
}
