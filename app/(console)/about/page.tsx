import { Card, Stack, Text } from '@mantine/core'
import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { DescriptionList } from '@/components/ui/description-list'
import { TextLink } from '@/components/ui/text-link'
import { ownAddress } from '@/lib/env'
import { aboutInstance } from '@/lib/instances/about'
import { version } from '@/package.json'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'About' }

/** What is wrong with the console as far as it knows, in the words of the screen. */
const HEALTH = {
  full: 'The disk is full. Nothing can be written.',
  damaged: 'The database file is damaged.',
}

export default async function AboutPage() {
  await requireSession()
  const { database, condition } = aboutInstance()
  return (
    <Stack gap="lg">
      <PageHeader title="About" description="This console, for whoever runs it or asks for help." />
      <Card withBorder>
        <DescriptionList
          items={[
            ['Version', version],
            ['Database', database === 'sqlite' ? 'SQLite' : 'PostgreSQL'],
            ['Address', ownAddress() ?? 'not set (PUBLIC_URL)'],
            ['Health', condition ? HEALTH[condition] : 'Reads and writes its database.'],
            ['Licence', 'MIT'],
          ]}
        />
      </Card>
      <Text size="sm">
        How to run, update, back up and watch the console:{' '}
        <TextLink underlined href="/docs">
          Help
        </TextLink>
        . For programs:{' '}
        <TextLink underlined href="/agent-api">
          Agent API and SMC API
        </TextLink>
        .
      </Text>
    </Stack>
  )
}
