import { Card, Stack, Text } from '@mantine/core'
import type { Metadata } from 'next'
import { DocLinks } from '@/components/docs/doc-links'
import { PageHeader } from '@/components/layout/page-header'
import { TextLink } from '@/components/ui/text-link'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Help' }

export default async function HelpPage() {
  await requireSession()
  return (
    <Stack gap="lg">
      <PageHeader
        title="Help"
        description="What stands beside the program, of the very version that runs here."
      />
      <Card withBorder>
        <DocLinks />
      </Card>
      <Text size="sm">
        Examples to copy, for this console&apos;s own address:{' '}
        <TextLink underlined href="/agent-api">
          Agent API and SMC API
        </TextLink>
        . Version and health:{' '}
        <TextLink underlined href="/about">
          About
        </TextLink>
        .
      </Text>
    </Stack>
  )
}
