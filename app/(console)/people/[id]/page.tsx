import { Card, SimpleGrid, Stack } from '@mantine/core'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { KeyTable } from '@/components/access-keys/key-table'
import { ROLE_NAMES } from '@/components/actors/role-names'
import { EventTable } from '@/components/audit/event-table'
import { AutoRefresh } from '@/components/layout/live/auto-refresh'
import { PageHeader } from '@/components/layout/page-header'
import { titledBy } from '@/components/layout/titled-by'
import { PersonButtons } from '@/components/people/person-buttons'
import { PersonSessions } from '@/components/people/person-sessions'
import { PersonStateBadge } from '@/components/people/person-table'
import { waysIn } from '@/components/people/person-words'
import { DescriptionList } from '@/components/ui/description-list'
import { Pager } from '@/components/ui/list/pager'
import { Section } from '@/components/ui/section'
import { TextLink } from '@/components/ui/text-link'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { listKeysOf } from '@/lib/access-keys/reads'
import { latestChange } from '@/lib/audit/latest-change'
import { listEventsOfPerson } from '@/lib/audit/reads'
import { listSessionsOf } from '@/lib/auth/sessions/reads'
import { parsePageRequest } from '@/lib/list/page.shared'
import { getPerson } from '@/lib/people/list/reads'
import { personIdSchema } from '@/lib/people/schema.shared'
import { namesOfTargets } from '@/lib/targets/names'
import type { PageProps } from '@/request/page-props'
import { requirePermission } from '@/request/permission'

/** The person of an address, read once for the page and its title. */
const personOf = cache(async (id: string) => {
  const actor = await requirePermission('people.manage')
  return personIdSchema.safeParse(id).success ? getPerson(actor, id) : undefined
})

export const generateMetadata = titledBy(async (id) => (await personOf(id))?.name)()

export default async function PersonPage({ params, searchParams }: PageProps<{ id: string }>) {
  const actor = await requirePermission('people.manage')
  const seen = await latestChange()
  const { id } = await params
  const person = await personOf(id)
  if (!person) notFound()
  const [sessions, keys, events] = await Promise.all([
    listSessionsOf(actor, id),
    listKeysOf(actor, id),
    listEventsOfPerson(actor, id, parsePageRequest(await searchParams)),
  ])
  const targets = await namesOfTargets(events.entries)
  const isSelf = actor.id === id
  const now = new Date()
  return (
    <Stack gap="lg">
      <AutoRefresh seen={seen} />
      <PageHeader
        title={person.name}
        description={person.email}
        back={{ href: '/people', label: 'People' }}
      >
        <PersonButtons person={person} isSelf={isSelf} />
      </PageHeader>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Card withBorder>
          <DescriptionList
            items={[
              ['State', <PersonStateBadge key="state" state={person.state} />],
              ['Role', ROLE_NAMES[person.role]],
              ['Signs in with', waysIn(person)],
              ['Second factor', person.secondFactor ? 'On' : 'Off'],
              [
                'Last sign-in',
                person.lastSignInAt ? (
                  <RelativeTime key="last" exact at={person.lastSignInAt} now={now} />
                ) : (
                  'never'
                ),
              ],
              [
                person.link?.kind === 'reset' ? 'Password link' : 'Invitation link',
                person.state === 'invited' && !person.link
                  ? 'expired: renew the invitation'
                  : person.link && (
                      <>
                        open, expires <RelativeTime exact at={person.link.expiresAt} now={now} />
                      </>
                    ),
              ],
              ['Known since', <RelativeTime key="since" exact at={person.createdAt} now={now} />],
            ]}
          />
        </Card>
        <Card withBorder>
          <Section id="sessions" title="Sessions">
            {isSelf && (
              <TextLink underlined href="/settings/account">
                Your own end under Account
              </TextLink>
            )}
            <PersonSessions person={person} sessions={sessions} isSelf={isSelf} />
          </Section>
        </Card>
      </SimpleGrid>
      <Section
        id="keys"
        title="Access keys"
        empty={keys.length === 0 ? 'No access key is in their name.' : undefined}
      >
        <KeyTable keys={keys} labelledBy="keys" />
      </Section>
      <Section
        id="events"
        title="Events"
        empty={events.entries.length === 0 ? 'Nothing is recorded of them.' : undefined}
      >
        <EventTable events={events.entries} labelledBy="events" targets={targets} />
        <Pager label="Pages of the events" previous={events.previous} next={events.next} />
      </Section>
    </Stack>
  )
}
