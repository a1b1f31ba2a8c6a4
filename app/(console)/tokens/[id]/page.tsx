import { Card, Group, Stack, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EventTable } from '@/components/audit/event-table'
import { Pager } from '@/components/list/pager'
import { Section } from '@/components/list/section'
import { RefusalTable } from '@/components/registrations/refusal-table'
import { RegistrationTable } from '@/components/registrations/registration-table'
import { KeepFresh } from '@/components/shell/keep-fresh'
import { TextLink } from '@/components/shell/text-link'
import { TokenFacts } from '@/components/tokens/token-facts'
import { TokenMenu } from '@/components/tokens/token-menu'
import { latestChange } from '@/lib/audit/latest-change'
import { listEvents } from '@/lib/audit/reads'
import { parsePageRequest } from '@/lib/paging'
import { listRefusals, listRegistrationsOfToken } from '@/lib/registrations/reads'
import { getToken } from '@/lib/tokens/reads'
import { tokenIdSchema } from '@/lib/tokens/schema'
import { requireVisit } from '@/request/gates'

export const metadata: Metadata = { title: 'Activation code' }

type TokenPageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function TokenPage({ params, searchParams }: TokenPageProps) {
  const { actor } = await requireVisit()
  const seen = await latestChange()
  const { id } = await params
  if (!tokenIdSchema.safeParse(id).success) notFound()
  const query = await searchParams
  const token = await getToken(actor, id)
  if (!token) notFound()

  const [registrations, refusals, events] = await Promise.all([
    listRegistrationsOfToken(
      actor,
      id,
      parsePageRequest({ after: query.registrationsAfter, before: query.registrationsBefore }),
    ),
    listRefusals(
      actor,
      id,
      parsePageRequest({ after: query.refusalsAfter, before: query.refusalsBefore }),
    ),
    listEvents(
      actor,
      { target: id },
      parsePageRequest({ after: query.historyAfter, before: query.historyBefore }),
    ),
  ])

  return (
    <Stack gap="lg">
      <KeepFresh seen={seen} />
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <TextLink href="/tokens">← Activation codes</TextLink>
          <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {token.name ?? token.id}
          </Title>
        </div>
        <TokenMenu token={token} page />
      </Group>
      <Card withBorder>
        <TokenFacts token={token} />
      </Card>
      <Section
        id="registrations"
        title="Registrations"
        empty={
          registrations.entries.length === 0
            ? 'No source server has registered with this code yet.'
            : undefined
        }
      >
        <RegistrationTable
          registrations={registrations.entries}
          of="token"
          labelledBy="registrations"
        />
        <Pager
          label="Pages of the registrations"
          newer={registrations.newer}
          older={registrations.older}
          list="registrations"
        />
      </Section>
      <Section
        id="refusals"
        title="Refused attempts"
        empty={refusals.entries.length === 0 ? 'No attempt with this code was refused.' : undefined}
      >
        <RefusalTable refusals={refusals.entries} labelledBy="refusals" />
        <Pager
          label="Pages of the refused attempts"
          newer={refusals.newer}
          older={refusals.older}
          list="refusals"
        />
      </Section>
      <Section
        id="history"
        title="History"
        empty={events.entries.length === 0 ? 'Nothing is recorded of this code.' : undefined}
      >
        <EventTable events={events.entries} labelledBy="history" />
        <Pager
          label="Pages of the history"
          newer={events.newer}
          older={events.older}
          list="history"
        />
      </Section>
    </Stack>
  )
}
