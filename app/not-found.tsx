import { Stack, Text, Title } from '@mantine/core'
import classes from '@/components/shell/failure.module.css'
import { TextLink } from '@/components/shell/text-link'
import { HOME } from '@/lib/auth/return-path'

export default function NotFound() {
  return (
    <Stack component="main" gap="sm" className={classes.page}>
      <Title order={1} size="h3">
        There is no such page
      </Title>
      <Text size="sm">The address may be mistyped, or what it named is gone.</Text>
      <TextLink href={HOME}>Go to the overview</TextLink>
    </Stack>
  )
}
