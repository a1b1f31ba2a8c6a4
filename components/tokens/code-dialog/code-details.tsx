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
        ['Count', token.count],
        ['Expires', <RelativeTime key="expires" exact at={token.expiresAt} now={serverNow()} />],
      ]}
    />
  )
}
