import { Badge, Group, type MantineColor } from '@mantine/core'
import { type Warning, warningsOf } from '@/lib/tokens/list/buckets.shared'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import type { TokenStatus } from '@/lib/tokens/status.shared'

/** Each status in the product's words. */
export const STATUS_LABELS: Record<TokenStatus, string> = {
  active: 'Active',
  disabled: 'Disabled',
  expired: 'Expired',
  exhausted: 'Used up',
}

const COLORS: Record<TokenStatus, MantineColor> = {
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
    <Group gap={4}>
      <Badge miw="max-content" variant="dot" color={COLORS[token.status]} tt="none" fw={550}>
        {STATUS_LABELS[token.status]}
      </Badge>
      {warningsOf(token, now).map((warning) => (
        <Badge
          key={warning}
          miw="max-content"
          variant="outline"
          color="yellow"
          c="var(--console-warning)"
          tt="none"
          fw={550}
        >
          {WARNINGS[warning]}
        </Badge>
      ))}
    </Group>
  )
}
