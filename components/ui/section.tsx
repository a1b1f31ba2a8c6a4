import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

type SectionProps = { id: string; title: string; empty?: string; children: ReactNode }

/** A titled part of a page; says `empty` in place of its content where that is given. */
export function Section({ id, title, empty, children }: SectionProps) {
  return (
    <Stack component="section" gap="sm" aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      {empty ? (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      ) : (
        children
      )}
    </Stack>
  )
}
