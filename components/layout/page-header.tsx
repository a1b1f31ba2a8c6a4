import { Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { BackLink } from './back-link'

type PageHeaderProps = {
  title: string
  /** For what is labelled by the title. */
  id?: string
  description?: ReactNode
  /** The list that the page belongs to. */
  back?: { href: string; label: string }
  /** What can be done, at the end of the line. */
  children?: ReactNode
}

/** What a page is, and the way back from it. */
export function PageHeader({ title, id, description, back, children }: PageHeaderProps) {
  return (
    <Group justify="space-between" align="flex-end" gap="sm">
      <div>
        {back && <BackLink {...back} />}
        <Title order={1} size="h2" id={id} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {description && (
          <Text c="dimmed" size="sm" style={{ overflowWrap: 'anywhere' }}>
            {description}
          </Text>
        )}
      </div>
      {children}
    </Group>
  )
}
