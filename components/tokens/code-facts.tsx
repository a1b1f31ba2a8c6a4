'use client'

import type { TokenSummary } from '@/lib/tokens/schema'
import { Facts } from '../shell/facts'
import { RelativeTime } from '../time/relative-time'
import { serverNow } from '../time/server-now'

/** What the code just shown is worth: the token's ID, name, count and expiry. */
export function CodeFacts({ token }: { token: TokenSummary }) {
  return (
    <Facts
      facts={[
        ['ID', <span key="id">{token.id}</span>],
        ['Name', token.name],
        ['Count', `${token.registeredCount} of ${token.count} registered`],
        ['Expires', <RelativeTime key="expires" at={token.expiresAt} now={serverNow()} />],
      ]}
    />
  )
}
