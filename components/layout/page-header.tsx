import { Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { BackLink } from './back-link'
import classes from './page-header.module.css'

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

/** From here on a title would push the page down on a phone. */
const LONG_TITLE = 48

/** What a page is, and the way back from it. */
export function PageHeader({ title, id, description, back, children }: PageHeaderProps) {
  return (
    <Group justify="space-between" align="flex-end" gap="sm" className={classes.header}>
      <div>
        {back && <BackLink {...back} />}
        <Title
          order={1}
          size={title.length > LONG_TITLE ? 'h4' : 'h2'}
          id={id}
          style={{ overflowWrap: 'anywhere' }}
        >
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
