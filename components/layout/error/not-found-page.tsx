import { Stack, Text, Title } from '@mantine/core'
import { TextLink } from '@/components/ui/text-link'
import classes from './error-page.module.css'

/** What the tab of such a page says. */
export const NO_SUCH_PAGE = 'No such page'

/** An address that leads to nothing. `component`: a `div` where the frame has a `main`. */
export function NotFoundPage({ component = 'main' }: { component?: 'main' | 'div' }) {
  return (
    <Stack component={component} gap="sm" className={classes.page}>
      <Title order={1} size="h3">
        There is no such page
      </Title>
      <Text size="sm">The address may be mistyped, or what it named is gone.</Text>
      <TextLink href="/">Go to the overview</TextLink>
    </Stack>
  )
}
