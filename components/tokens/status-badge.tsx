import { type Warning, warningsOf } from '@/lib/tokens/list/buckets.shared'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import type { TokenStatus } from '@/lib/tokens/status.shared'
import { Badge, type BadgeColor, Badges, WarningBadge } from '../ui/badge'

/** Each status in the product's words. */
export const STATUS_LABELS: Record<TokenStatus, string> = {
  active: 'Active',
  disabled: 'Disabled',
  expired: 'Expired',
  exhausted: 'Used up',
}

const COLORS: Record<TokenStatus, BadgeColor> = {
  active: 'teal',
  disabled: 'gray',
  expired: 'red',
  exhausted: 'yellow',
}

const WARNINGS: Record<Warning, string> = {
  soon: 'Expires soon',
  nearly: 'Nearly used up',
}

/** A token's status in the product's words, and what deserves a look before it changes. */
export function StatusBadges({ token, now }: { token: TokenSummary; now: Date }) {
  return (
    <Badges>
      <Badge color={COLORS[token.status]}>{STATUS_LABELS[token.status]}</Badge>
      {warningsOf(token, now).map((warning) => (
        <WarningBadge key={warning}>{WARNINGS[warning]}</WarningBadge>
      ))}
    </Badges>
  )
}
