import { Stack, Text } from '@mantine/core'
import { DOC_NAMES } from '@/lib/docs/docs.shared'
import { TextLink } from '../ui/text-link'
import { DOC_TITLES } from './doc-names'

/** The documents that can be read in the console, and what each is for. */
export function DocLinks() {
  return (
    <Stack component="ul" gap="sm" m={0} pl="md">
      {DOC_NAMES.map((name) => (
        <li key={name}>
          <TextLink href={`/docs/${name}`}>{DOC_TITLES[name].title}</TextLink>
          <Text size="sm" c="dimmed">
            {DOC_TITLES[name].description}
          </Text>
        </li>
      ))}
    </Stack>
  )
}
