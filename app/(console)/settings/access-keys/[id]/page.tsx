import { Card, Group, Stack, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CallTable } from '@/components/access-keys/call-table'
import { KeyButtons } from '@/components/access-keys/key-buttons'
import { KeyStatus } from '@/components/access-keys/key-table'
import { EventTable } from '@/components/audit/event-table'
import { CopyIdButton } from '@/components/copy/copy-id-button'
import { Pager } from '@/components/list/pager'
import { Section } from '@/components/list/section'
import { Facts } from '@/components/shell/facts'
import { KeepFresh } from '@/components/shell/keep-fresh'
import { TextLink } from '@/components/shell/text-link'
import { RelativeTime } from '@/components/time/relative-time'
import { getAccessKey, listCalls } from '@/lib/access-keys/reads'
import { accessKeyIdSchema } from '@/lib/access-keys/schema'
import { latestChange } from '@/lib/audit/latest-change'
import { listEvents } from '@/lib/audit/reads'
import { isAdministrator } from '@/lib/auth/actor'
import { ROLE_NAMES } from '@/lib/auth/roles'
import { parsePageRequest } from '@/lib/paging'
import { requireVisit } from '@/request/gates'
import { deleteAccessKeyAction, disableAccessKeyAction, enableAccessKeyAction } from '../actions'

export const metadata: Metadata = { title: 'Access key' }

/** Calls of programs leave no stamp of a change. */
const CALLS_FRESH_SECONDS = 20

type AccessKeyPageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AccessKeyPage({ params, searchParams }: AccessKeyPageProps) {
  const { actor } = await requireVisit()
  const seen = await latestChange()
  const { id } = await params
  if (!accessKeyIdSchema.safeParse(id).success) notFound()
  const key = await getAccessKey(actor, id)
  if (!key) notFound()
  const [calls, events] = await Promise.all([
    listCalls(actor, id, parsePageRequest(await searchParams)),
    listEvents(actor, { target: id }),
  ])
  const now = new Date()
  return (
    <Stack gap="lg">
      <KeepFresh seen={seen} atLeastEverySeconds={CALLS_FRESH_SECONDS} />
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <TextLink href="/settings/access-keys">← Access keys</TextLink>
          <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {key.name}
          </Title>
        </div>
        <KeyButtons
          accessKey={key}
          canManage={isAdministrator(actor)}
          disable={disableAccessKeyAction.bind(null, id)}
          enable={enableAccessKeyAction.bind(null, id)}
          remove={deleteAccessKeyAction.bind(null, id)}
        />
      </Group>
      <Card withBorder>
        <Facts
          facts={[
            [
              'AccessKeyId',
              <Group key="id" gap={4} my={-4}>
                {key.id}
                <CopyIdButton id={key.id} />
              </Group>,
            ],
            ['Status', <KeyStatus key="status" disabled={key.disabled} />],
            ['Role', ROLE_NAMES[key.role]],
            ['Owner', key.owner],
            [
              'Last used',
              key.lastUsedAt ? <RelativeTime key="used" at={key.lastUsedAt} now={now} /> : 'never',
            ],
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
        <Pager label="Pages of the calls" newer={calls.newer} older={calls.older} />
      </Section>
      <Section id="history" title="History">
        <EventTable events={events.entries} labelledBy="history" />
      </Section>
    </Stack>
  )
}
