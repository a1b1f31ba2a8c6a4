import { Badge, type MantineColor } from '@mantine/core'
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

/** A token's status in the product's words. */
export function StatusBadge({ status }: { status: TokenStatus }) {
  return (
    <Badge miw="max-content" variant="dot" color={COLORS[status]} tt="none" fw={550}>
      {STATUS_LABELS[status]}
    </Badge>
  )
}
