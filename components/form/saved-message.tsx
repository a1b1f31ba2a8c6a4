'use client'

import { Text } from '@mantine/core'

/** Says that something worked, to the eye and to screen readers. */
export function SavedMessage({ text }: { text: string | undefined }) {
  return (
    <div role="status">
      {text && (
        <Text size="sm" c="var(--console-success)" fw={500}>
          {text}
        </Text>
      )}
    </div>
  )
}
