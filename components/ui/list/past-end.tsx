import { Stack, Text } from '@mantine/core'
import { TextLink } from '../text-link'

/** In place of a page of a list on which there is nothing, though there may be on others. */
export function PastEnd({ firstPage }: { firstPage: string }) {
  return (
    <Stack gap="xs">
      <Text size="sm">The list ends before this page.</Text>
      <TextLink href={firstPage}>Go to its first page</TextLink>
    </Stack>
  )
}
