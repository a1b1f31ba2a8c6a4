import { Group, Text } from '@mantine/core'

/** The sign and the name of the product. */
export function Logo() {
  return (
    <Group gap="xs" wrap="nowrap" component="span">
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="var(--mantine-color-harbour-7)" />
        <path
          d="M8 17.5 13.5 23 24 10"
          fill="none"
          stroke="#fff"
          strokeWidth="3.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <Text component="span" fw={650} size="md" style={{ whiteSpace: 'nowrap' }}>
        Activation Console
      </Text>
    </Group>
  )
}
