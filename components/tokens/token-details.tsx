import type { LastChange } from '@/lib/audit/schema.shared'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import { CopyableId } from '../ui/copy/copyable-id'
import { DescriptionList } from '../ui/description-list'
import { TextLink } from '../ui/text-link'
import { RelativeTime } from '../ui/time/relative-time'
import { serverNow } from '../ui/time/server-now'
import { StatusBadges } from './status-badge'
import { Usage } from './usage'

type TokenDetailsProps = {
  token: TokenSummary
  /** Who disabled it and when, while it is. */
  disabled?: LastChange
}

/** All that is known of a token: first what decides whether it can be used. */
export function TokenDetails({ token, disabled }: TokenDetailsProps) {
  const now = serverNow()
  return (
    <DescriptionList
      items={[
        ['Status', <StatusBadges key="status" token={token} now={now} />],
        [
          'Disabled',
          disabled && (
            <span key="disabled">
              by {disabled.actorName}, <RelativeTime exact at={disabled.at} now={now} />
            </span>
          ),
        ],
        ['Registered', <Usage key="usage" {...token} />],
        ['Expires', <RelativeTime key="expires" exact at={token.expiresAt} now={now} />],
        ['ID', <CopyableId key="id" id={token.id} />],
        ['Name', token.name],
        ['Description', token.description],
        [
          'Wave',
          token.wave && (
            <TextLink key="wave" href={`/waves/${token.wave.id}`} inherit>
              {token.wave.name}
            </TextLink>
          ),
        ],
        ['Created', <RelativeTime key="created" exact at={token.createdAt} now={now} />],
        ['Created by', token.createdBy],
        [
          'Code replaced',
          token.replacedAt && <RelativeTime key="replaced" exact at={token.replacedAt} now={now} />,
        ],
      ]}
    />
  )
}
