import { Badge, type MantineColor } from '@mantine/core'
import type { TokenStatus } from '@/lib/tokens/status.shared'

const STATUS: Record<TokenStatus, { label: string; color: MantineColor }> = {
  active: { label: 'Active', color: 'teal' },
  disabled: { label: 'Disabled', color: 'gray' },
  expired: { label: 'Expired', color: 'red' },
  exhausted: { label: 'Used up', color: 'yellow' },
}

/** A token's status in the product's words. */
export function TokenStatusBadge({ status }: { status: TokenStatus }) {
  const { label, color } = STATUS[status]
  return (
    <Badge miw="max-content" variant="dot" color={color} tt="none" fw={550}>
      {label}
    </Badge>
  )
}
