'use client'

import { DescriptionList } from '@/components/ui/description-list'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { serverNow } from '@/components/ui/time/server-now'
import type { TokenSummary } from '@/lib/tokens/schema.shared'

/** What the code just shown allows: the token's ID, name, count and expiry. */
export function CodeDetails({ token }: { token: TokenSummary }) {
  return (
    <DescriptionList
      items={[
        ['ID', <span key="id">{token.id}</span>],
        ['Name', token.name],
        ['Count', `${token.registeredCount} of ${token.count} registered`],
        ['Expires', <RelativeTime key="expires" at={token.expiresAt} now={serverNow()} />],
      ]}
    />
  )
}
