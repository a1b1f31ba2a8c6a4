import { Paper, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

type EmptyListProps = {
  title: string
  text?: ReactNode
  /** What leads on from here. */
  children?: ReactNode
}

/** In place of a list on which there is nothing: why, and what can be done about it. */
export function EmptyList({ title, text, children }: EmptyListProps) {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack align="center" gap="sm" ta="center">
        <Text fw={600}>{title}</Text>
        {text && (
          <Text size="sm" c="dimmed" maw={440} style={{ overflowWrap: 'anywhere' }}>
            {text}
          </Text>
        )}
        {children}
      </Stack>
    </Paper>
  )
}
