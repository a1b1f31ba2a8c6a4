import { Group } from '@mantine/core'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import { CopyIdButton } from '../ui/copy/copy-id-button'
import { DescriptionList } from '../ui/description-list'
import { RelativeTime } from '../ui/time/relative-time'
import { serverNow } from '../ui/time/server-now'
import { StatusBadge } from './status-badge'
import { Usage } from './usage'

/** All that is known of a token. */
export function TokenDetails({ token }: { token: TokenSummary }) {
  const now = serverNow()
  return (
    <DescriptionList
      items={[
        ['ID', <IdWithCopy key="id" id={token.id} />],
        ['Name', token.name],
        ['Description', token.description],
        ['Status', <StatusBadge key="status" status={token.status} />],
        ['Registered', <Usage key="usage" {...token} />],
        ['Expires', <RelativeTime key="expires" at={token.expiresAt} now={now} />],
        ['Created', <RelativeTime key="created" at={token.createdAt} now={now} />],
        ['Created by', token.createdBy],
        [
          'Code replaced',
          token.replacedAt && <RelativeTime key="replaced" at={token.replacedAt} now={now} />,
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
