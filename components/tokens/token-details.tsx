import { Group } from '@mantine/core'
import type { LastChange } from '@/lib/audit/schema.shared'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import { CopyIdButton } from '../ui/copy/copy-id-button'
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

/** All that is known of a token. */
export function TokenDetails({ token, disabled }: TokenDetailsProps) {
  const now = serverNow()
  return (
    <DescriptionList
      items={[
        ['ID', <IdWithCopy key="id" id={token.id} />],
        ['Name', token.name],
        ['Description', token.description],
        ['Status', <StatusBadges key="status" token={token} now={now} />],
        [
          'Disabled',
          disabled && (
            <span key="disabled">
              by {disabled.actorName}, <RelativeTime exact at={disabled.at} now={now} />
            </span>
          ),
        ],
        [
          'Wave',
          token.wave && (
            <TextLink key="wave" href={`/waves/${token.wave.id}`} inherit>
              {token.wave.name}
            </TextLink>
          ),
        ],
        ['Registered', <Usage key="usage" {...token} />],
        ['Expires', <RelativeTime key="expires" exact at={token.expiresAt} now={now} />],
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

function IdWithCopy({ id }: { id: string }) {
  return (
    <Group gap={4} my={-4}>
      {id}
      <CopyIdButton id={id} />
    </Group>
  )
}
