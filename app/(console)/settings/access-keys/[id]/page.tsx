import { Card, Stack } from '@mantine/core'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { CallTable } from '@/components/access-keys/call-table'
import { KeyButtons } from '@/components/access-keys/key-buttons'
import { KeyRole, KeyStatus } from '@/components/access-keys/key-table'
import { EventTable } from '@/components/audit/event-table'
import { AutoRefresh } from '@/components/layout/live/auto-refresh'
import { PageHeader } from '@/components/layout/page-header'
import { titledBy } from '@/components/layout/titled-by'
import { CopyableId } from '@/components/ui/copy/copyable-id'
import { DescriptionList } from '@/components/ui/description-list'
import { Pager } from '@/components/ui/list/pager'
import { Section } from '@/components/ui/section'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { getAccessKey, listCalls } from '@/lib/access-keys/reads'
import { accessKeyIdSchema } from '@/lib/access-keys/schema.shared'
import { latestChange } from '@/lib/audit/latest-change'
import { listEvents } from '@/lib/audit/reads'
import { parsePageRequest } from '@/lib/list/page.shared'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

/** The access key of an address, read once for the page and its title. */
const keyOf = cache(async (id: string) => {
  const { actor } = await requireSession()
  return accessKeyIdSchema.safeParse(id).success ? getAccessKey(actor, id) : undefined
})

export const generateMetadata = titledBy(async (id) => (await keyOf(id))?.name)()

/** Calls of programs leave no stamp of a change. */
const CALLS_FRESH_SECONDS = 20

export default async function AccessKeyPage({ params, searchParams }: PageProps<{ id: string }>) {
  const { actor } = await requireSession()
  const seen = await latestChange()
  const { id } = await params
  const key = await keyOf(id)
  if (!key) notFound()
  const [calls, events] = await Promise.all([
    listCalls(id, parsePageRequest(await searchParams)),
    listEvents(actor, { target: id }),
  ])
  const now = new Date()
  return (
    <Stack gap="lg">
      <AutoRefresh seen={seen} atLeastEverySeconds={CALLS_FRESH_SECONDS} />
      <PageHeader title={key.name} back={{ href: '/settings/access-keys', label: 'Access keys' }}>
        <KeyButtons accessKey={key} />
      </PageHeader>
      <Card withBorder>
        <DescriptionList
          items={[
            ['AccessKeyId', <CopyableId key="id" id={key.id} />],
            ['Status', <KeyStatus key="status" status={key.status} />],
            ['Role', <KeyRole key="role" {...key} />],
            ['Owner', key.owner],
            [
              'Last used',
              key.lastUsedAt ? <RelativeTime key="used" at={key.lastUsedAt} now={now} /> : 'never',
            ],
            [
              'Expires',
              key.expiresAt ? (
                <RelativeTime key="expires" exact at={key.expiresAt} now={now} />
              ) : (
                'never'
              ),
            ],
            ['May call from', key.networks.join(', ') || 'anywhere'],
            ['Created', <RelativeTime key="created" at={key.createdAt} now={now} />],
          ]}
        />
      </Card>
      <Section
        id="calls"
        title="Latest calls"
        empty={calls.entries.length === 0 ? 'No program has called with this key yet.' : undefined}
      >
        <CallTable calls={calls.entries} labelledBy="calls" />
        <Pager label="Pages of the calls" previous={calls.previous} next={calls.next} />
      </Section>
      <Section id="history" title="History">
        <EventTable events={events.entries} labelledBy="history" />
      </Section>
    </Stack>
  )
}
