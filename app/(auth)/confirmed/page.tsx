import { Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'

export const metadata: Metadata = { title: 'Confirmed' }

/** Where single sign-on ends that was asked for by a page in another tab. */
export default function ConfirmedPage() {
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        Confirmed
      </Title>
      <Text size="sm">Close this tab, and go on in the one that you came from.</Text>
    </Stack>
  )
}
