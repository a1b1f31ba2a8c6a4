import { Card, Text } from '@mantine/core'
import { formatTotal } from '@/lib/list/count.shared'
import type { Total } from '@/lib/list/page.shared'
import { HiddenText } from '../ui/hidden-text'
import { TextLink } from '../ui/text-link'

type CountCardProps = { label: string; total: Total; href: string }

/** A number that matters, and the list of what it counts. */
export function CountCard({ label, total, href }: CountCardProps) {
  return (
    <Card withBorder component="section" aria-label={label}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz="2rem" fw={650} lh={1.3}>
        {formatTotal(total)}
      </Text>
      <TextLink href={href}>
        View<HiddenText>: {label}</HiddenText>
      </TextLink>
    </Card>
  )
}
